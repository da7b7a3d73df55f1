// What was typed and has not reached the site: kept in this browser, by person and file, until the site has it.
const opened = new Promise(done => {
  try {
    const request = indexedDB.open('academy-editor', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('texts', { keyPath: 'key' });
    request.onsuccess = () => { request.result.onversionchange = () => request.result.close(); done(request.result); };
    request.onerror = () => done(null);
  } catch { done(null); }
});

async function act(mode, what) {
  const db = await opened;
  return db && new Promise(done => {
    try {
      const transaction = db.transaction('texts', mode);
      const request = what(transaction.objectStore('texts'));
      transaction.oncomplete = () => done(request.result ?? true);
      transaction.onabort = transaction.onerror = () => done(null);
    } catch { done(null); }
  });
}

/** Null where the browser keeps nothing. */
export const put = record => act('readwrite', all => all.put(record));
export const take = async key => { const found = await act('readonly', all => all.get(key)); return found && found !== true ? found : null; };
export const drop = key => act('readwrite', all => all.delete(key));
