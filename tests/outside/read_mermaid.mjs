// Reads the diagrams of a Markdown page with Mermaid itself, and prints each as JSON: its nodes and its arrows.
//   node read_mermaid.mjs FOLDER_WITH_NODE_MODULES PAGE.md
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , tools, file] = process.argv;
const { resolve } = createRequire(path.join(path.resolve(tools), "package.json"));
const { JSDOM } = await import(pathToFileURL(resolve("jsdom")));
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document }); // Mermaid cleans labels with a browser's own parser
const { default: mermaid } = await import(pathToFileURL(resolve("mermaid")));
mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });

const encoded = /ﬂ°(°?)(\w+)¶ß/g; // how Mermaid keeps `#quot;` and `#35;` until it draws
const named = { quot: '"', lt: "<", gt: ">", amp: "&" };
const plain = (text) => text.replace(encoded, (_, digits, code) => (digits ? String.fromCodePoint(code) : named[code]));

const diagrams = [];
for (const [, chart] of fs.readFileSync(file, "utf8").matchAll(/^```mermaid\n(.*?)^```$/gms)) {
  await mermaid.parse(chart);
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(chart);
  const nodes = [...db.getVertices().values()].map(({ id, text }) => [id, plain(text)]);
  diagrams.push({ nodes, edges: db.getEdges().map(({ start, end, text }) => [start, plain(text), end]) });
}
console.log(JSON.stringify(diagrams));
