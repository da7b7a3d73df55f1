// Markdown as courses are written in it: with the boxes of the format, front matter, marks of answers and gaps.
import { Language, defineLanguageFacet, syntaxHighlighting, indentNodeProp } from '@codemirror/language';
import { parser, Table, TaskList } from '@lezer/markdown';
import { classHighlighter, tags } from '@lezer/highlight';

const isFence = text => /^:::/.test(text);

const boxes = {
  defineNodes: [{ name: 'Box', block: true, style: tags.keyword }],
  parseBlock: [{
    name: 'Box',
    before: 'FencedCode',
    parse(context, line) {
      if (!isFence(line.text.slice(line.pos))) return false;
      context.addElement(context.elt('Box', context.lineStart + line.pos, context.lineStart + line.text.length));
      context.nextLine();
      return true;
    },
    endLeaf: (_, line) => isFence(line.text.slice(line.pos)),
  }],
};

const frontMatter = {
  defineNodes: [{ name: 'FrontMatter', block: true, style: tags.meta }],
  parseBlock: [{
    name: 'FrontMatter',
    before: 'HorizontalRule',
    parse(context, line) {
      if (context.lineStart !== 0 || line.text !== '---') return false;
      const from = context.lineStart;
      let end = from + line.text.length;
      while (context.nextLine()) {
        end = context.lineStart + line.text.length;
        if (line.text === '---') { context.nextLine(); break; }
      }
      context.addElement(context.elt('FrontMatter', from, end));
      return true;
    },
  }],
};

// {#id points=2}, {=gap}, and the marks before options: what the format gives a meaning.
const marks = {
  defineNodes: [{ name: 'Brace', style: tags.attributeName }, { name: 'Mark', style: tags.atom }],
  parseInline: [
    {
      name: 'Brace',
      before: 'Link',
      parse(context, next, at) {
        if (next !== 123 /* { */ || !['#', '='].includes(context.slice(at + 1, at + 2))) return -1;
        const close = context.slice(at, Math.min(context.end, at + 1000)).indexOf('}');
        return close < 0 ? -1 : context.addElement(context.elt('Brace', at, at + close + 1));
      },
    },
    {
      name: 'Mark',
      before: 'Link',
      parse(context, next, at) {
        if (at !== context.offset || next !== 40 /* ( */ && next !== 91 /* [ */ || !/^(\([ xX]\)|\[[ xX]\]) /.test(context.slice(at, Math.min(context.end, at + 4)))) return -1;
        return context.addElement(context.elt('Mark', at, at + 3));
      },
    },
  ],
};

const facet = defineLanguageFacet({ commentTokens: { block: { open: '<!--', close: '-->' } } });

/** Our Markdown, with its parts named by classes: the stylesheet gives them their colours. */
export const course = () => [
  new Language(facet, parser.configure([Table, TaskList, boxes, frontMatter, marks, { props: [indentNodeProp.add({ Document: () => null })] }]), [], 'course'),
  syntaxHighlighting(classHighlighter),
];
