// The command `preview`: asks once a second whether a file of the folder has changed, and loads the page anew when one has.
const { stamp } = document.currentScript.dataset;
async function look() {
  try {
    const answer = await fetch("/changes", { cache: "no-store" });
    if (answer.ok && await answer.text() !== stamp) {
      location.reload();
      return;
    }
  } catch {
    // Stopped, or started anew in a moment: what is shown stays.
  }
  setTimeout(look, 1000);
}
setTimeout(look, 1000);
