// What the toolbar and the keys do to the text.
import { EditorSelection } from '@codemirror/state';

const linesOf = (state, range) => {
  const lines = [];
  for (let at = range.from; ;) {
    const line = state.doc.lineAt(at);
    lines.push(line);
    if (line.to >= range.to) return lines;
    at = line.to + 1;
  }
};

/** Puts marks around what is selected, or takes them away. */
export const wrap = mark => view => {
  view.dispatch(view.state.changeByRange(range => {
    const { doc } = view.state, long = mark.length;
    if (doc.sliceString(range.from - long, range.from) === mark && doc.sliceString(range.to, range.to + long) === mark)
      return { changes: [{ from: range.from - long, to: range.from }, { from: range.to, to: range.to + long }], range: EditorSelection.range(range.from - long, range.to - long) };
    return { changes: [{ from: range.from, insert: mark }, { from: range.to, insert: mark }], range: EditorSelection.range(range.from + long, range.to + long) };
  }), { userEvent: 'input', scrollIntoView: true });
  return true;
};

/** Puts a mark before every line that is selected, or takes it away. */
export const prefix = mark => view => {
  const lines = linesOf(view.state, view.state.selection.main);
  const all = lines.every(line => line.text.startsWith(mark));
  view.dispatch({ changes: lines.map(line => all ? { from: line.from, to: line.from + mark.length } : { from: line.from, insert: mark }), userEvent: 'input' });
  return true;
};

/** Puts a text in place of what is selected; what stands in double brackets is then selected, to be written over. */
export function insert(view, text, asBlock) {
  const { state } = view, range = state.selection.main;
  let [from, to] = [range.from, range.to];
  const selected = state.sliceDoc(from, to);
  if (asBlock) {
    const line = state.doc.lineAt(to);
    if (selected === '') from = to = line.text.trim() === '' ? line.from : line.to;
    const before = state.sliceDoc(0, from), after = state.sliceDoc(to);
    const lead = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    const tail = after.startsWith('\n\n') || after === '\n' ? '' : after.startsWith('\n') ? '\n' : '\n\n';
    text = lead + text + (after === '' ? '\n' : tail);
  }
  const open = text.search(/\[\[(?!\[)/), close = text.indexOf(']]', open);
  const own = open < 0 ? '' : selected || text.slice(open + 2, close);
  const whole = open < 0 ? text : text.slice(0, open) + own + text.slice(close + 2);
  const selection = open < 0 ? EditorSelection.cursor(from + whole.length) : EditorSelection.range(from + open, from + open + own.length);
  view.dispatch({ changes: { from, to, insert: whole }, selection, userEvent: 'input', scrollIntoView: true });
  view.focus();
}

/** The id of a question that no other has yet. */
export const withFreeId = (doc, text) => {
  if (!text.includes('{#?}')) return text;
  let number = (doc.match(/^## /gm) || []).length + 1;
  while (doc.includes(`{#q${number}`)) number++;
  return text.replace('{#?}', `{#q${number}}`);
};

/** Enter inside a list goes on with it, options of a question too; on an empty item it ends the list. */
export const continueList = view => {
  const { state } = view, range = state.selection.main;
  if (!range.empty) return false;
  const line = state.doc.lineAt(range.from);
  const parts = /^(\s*)([-*+] (?:[([][ xX][)\]] )?|(\d+)\. |> )(.*)$/.exec(line.text);
  if (!parts || range.from < line.from + parts[1].length + parts[2].length) return false;
  if (parts[4].trim() === '') {
    view.dispatch({ changes: { from: line.from, to: line.to }, userEvent: 'input' });
    return true;
  }
  const next = '\n' + parts[1] + (parts[3] ? `${+parts[3] + 1}. ` : parts[2].replace(/[xX]/, ' '));
  view.dispatch({ changes: { from: range.from, insert: next }, selection: EditorSelection.cursor(range.from + next.length), userEvent: 'input', scrollIntoView: true });
  return true;
};
