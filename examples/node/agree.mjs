// SPDX-License-Identifier: MPL-2.0
// Tries the evaluator on the vectors: node agree.mjs tables.json vectors.json
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Refused, decide } from "./evaluate.mjs";

const [tables, vectors] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file, "utf-8")));
if (tables.rule_set.digest !== vectors.rule_set.digest) throw new Error("these are of different rules");

let agreed = 0;
const differing = [];
const tried = (ok, what) => (ok ? (agreed += 1) : differing.push(what));

for (const [name, { vectors: answered, refused }] of Object.entries(vectors.decisions)) {
  for (const { facts, readings, answer } of answered) {
    const { missing, ...expected } = answer;
    const got = decide(tables, name, facts, readings);
    tried(isDeepStrictEqual(got, { ...expected, next: missing[0] ?? null }), { name, facts, readings, expected, got });
    const backwards = Object.fromEntries(Object.entries(facts).reverse());
    tried(isDeepStrictEqual(decide(tables, name, backwards, readings), got), { name, order_free: facts });
  }
  for (const { facts } of refused) {
    try {
      decide(tables, name, facts);
      tried(false, { name, not_refused: facts });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      tried(true);
    }
  }
}
console.log(JSON.stringify({ agreed, differing }, null, 2));
process.exitCode = differing.length ? 1 : 0;
