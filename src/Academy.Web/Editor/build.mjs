// Builds wwwroot/editor.js and the notice of what is in it. Run by hand when something here changes: npm ci && npm run build
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const budget = 150 * 1024;
const out = '../wwwroot/editor.js';

const { metafile } = await build({
  entryPoints: ['source/main.js'], outfile: out, bundle: true, minify: true, format: 'iife', target: ['es2022', 'safari16'], charset: 'utf8', metafile: true,
  legalComments: 'none', banner: { js: '/* The Studio\'s editor, built from src/Academy.Web/Editor. What is in it, and under which licences: /editor.txt */' },
});

const packages = [...new Set(Object.keys(metafile.inputs).map(path => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean))].sort();
const notice = packages.map(name => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  if (license !== 'MIT') throw new Error(`${name} is under ${license}.`);
  return `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, 'utf8').trim()}\n`;
});
writeFileSync('../wwwroot/editor.txt', `What is in editor.js, and under which licences.\n\n${notice.join('\n----\n\n')}`);

const size = gzipSync(readFileSync(out), { level: 9 }).length;
console.log(`${out}: ${size} bytes gzipped of ${budget}`);
if (size > budget) throw new Error('The editor is heavier than its budget.');
