// The site's policy forbids styles that a script writes into the page as text. The editor component's own rules go where the policy has
// no objection: into a style sheet made by the script itself.
import { StyleModule } from 'style-mod';

const sheet = new CSSStyleSheet();

StyleModule.mount = (_, modules) => {
  sheet.replaceSync([modules].flat().map(module => module.getRules()).join('\n'));
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
