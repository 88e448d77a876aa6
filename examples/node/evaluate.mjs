// SPDX-License-Identifier: MPL-2.0
// Answers decisions from a table that `trivselrules export --format table-json` has written. Node's standard library only.

/** A situation that must not be answered: a fact nobody knows, or a value outside its domain. */
export class Refused extends Error {}

/** Checks facts against their domains; nothing is converted, so "1" is not 1. */
export function check(tables, facts) {
  for (const [name, value] of Object.entries(facts)) {
    const domain = tables.facts[name];
    if (domain === undefined || !Object.hasOwn(tables.facts, name)) throw new Refused(`no such fact: ${name}`);
    if (!(domain.values ? domain.values.includes(value) : isOn(domain.number, value))) throw new Refused(`${name}`);
  }
}

function isOn({ from, to, step }, value) {
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if ((from !== undefined && value < from) || (to !== undefined && value > to)) return false;
  const steps = step === undefined ? 0 : (value - (from ?? 0)) / step;
  return Math.abs(steps - Math.round(steps)) < 1e-9;
}

function holds(range, value) {
  return (
    (range.from === undefined || value >= range.from) &&
    (range.above === undefined || value > range.above) &&
    (range.to === undefined || value <= range.to) &&
    (range.below === undefined || value < range.below)
  );
}

const leads = (answer, value) =>
  answer.values ? answer.values.includes(value) : answer.ranges.some((range) => holds(range, value));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const add = (list, items) => items.forEach((item) => list.some((known) => same(known, item)) || list.push(item));

/** Walks the table once, depth first, under some options. */
function walk(decision, facts, options) {
  const met = { outcome: {}, waiting: [], undetermined: [], notices: [], asks: [], open: [], excuse: null };
  const visit = (number) => {
    const step = decision.steps[number];
    for (const { outcome, values } of step.set ?? []) {
      if (decision.outcomes[outcome].many) add((met.outcome[outcome] ??= []), values);
      else met.outcome[outcome] = values[0];
    }
    add(met.notices, step.notices ?? []);
    for (const point of step.undetermined ?? []) {
      add(met.undetermined, [point]);
      add(met.open, [{ point }]);
    }
    if (step.not_applicable) {
      met.excuse ??= step.not_applicable;
      add(met.notices, [step.not_applicable]);
    }
    if (step.reading) {
      add(met.open, [{ reading: step.reading }]);
      visit(step.answers.find((answer) => leads(answer, options[step.reading])).step);
    } else if (step.ask && !(step.ask in facts)) {
      met.waiting.push(step.ask);
    } else if (step.ask) {
      add(met.asks, [step.ask]);
      visit(step.answers.find((answer) => leads(answer, facts[step.ask])).step);
    }
    (step.then ?? []).forEach(visit);
  };
  visit(0);
  return met;
}

function settled(met) {
  const status = met.excuse
    ? "not_applicable"
    : met.undetermined.length
      ? "undetermined"
      : met.waiting.length
        ? "needs_facts"
        : "decided";
  const outcome = met.excuse ? {} : Object.fromEntries(Object.entries(met.outcome).sort());
  const { undetermined, notices, excuse, waiting } = met;
  return { status, outcome, undetermined, not_applicable: excuse, notices, waiting };
}

/** Answers a decision: as `trivselrules decide` does, except that of what is missing only the next fact is told. */
export function decide(tables, name, facts, readings = {}) {
  check(tables, facts);
  const decision = tables.decisions[name];
  const chosen = Object.fromEntries(Object.entries(tables.readings).map(([reading, { chosen }]) => [reading, chosen]));
  const options = { ...chosen, ...readings };
  const met = walk(decision, facts, options);
  const answer = settled(met);
  const matters = (reading) =>
    tables.readings[reading].options.some(
      (option) => !same(settled(walk(decision, facts, { ...options, [reading]: option })), answer),
    );
  const open_points = [];
  for (const { point, reading } of met.open) if (point || matters(reading)) add(open_points, [point ?? reading]);
  const { waiting, ...told } = answer;
  return { ...told, open_points, asks: met.asks, next: waiting[0] ?? null };
}
