// Looks at a page of HTML with axe, which knows what keeps people from reading it, and prints what it finds as JSON.
//   node read_page.mjs FOLDER_WITH_NODE_MODULES PAGE.html
// There is no layout here, so what colours and sizes come to is not looked at: the page sets none.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , tools, file] = process.argv;
const { resolve } = createRequire(path.join(path.resolve(tools), "package.json"));
const { JSDOM } = await import(pathToFileURL(resolve("jsdom")));
const { window } = new JSDOM(fs.readFileSync(file, "utf8"), { runScripts: "outside-only" });
window.eval(fs.readFileSync(resolve("axe-core"), "utf8"));
const found = await window.axe.run(window.document, { rules: { "color-contrast": { enabled: false } } });
const told = ({ id, help, nodes }) => ({ id, help, places: nodes.map(({ target }) => target.join(" ")) });
console.log(JSON.stringify({ passes: found.passes.map(({ id }) => id), violations: found.violations.map(told) }));
