// Reads a calendar file with the library that Thunderbird reads calendars with, and prints its events as JSON.
//   node read_ics.mjs FOLDER_WITH_NODE_MODULES FILE.ics
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , tools, file] = process.argv;
const entry = createRequire(path.join(path.resolve(tools), "package.json")).resolve("ical.js");
const { default: ICAL } = await import(pathToFileURL(entry));

const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const zone = component.getFirstProperty("dtstart").getParameter("tzid") ?? null;
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    wholeDay: event.startDate.isDate,
    starts: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
    ends: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
    zone,
    zoneIsDefined: zone === null || ICAL.TimezoneService.has(zone),
    repeats: event.isRecurring(),
    attendees: event.attendees.length,
  };
});
console.log(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), events }));
