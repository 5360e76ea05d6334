import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { whenWords } from "../../gluteedu/widgets/shared/days.js";
import { learnWords } from "../../gluteedu/widgets/shared/words.js";

learnWords({ shared: { in_a_minute: "in a minute", in_minutes: { one: "in {n} minute", other: "in {n} minutes" }, today_at: "today at {time}", tomorrow: "tomorrow", on_day: "on {day}" } });

test("when something comes is said as a person would", () => {
  const noon = new Date(2026, 10, 24, 12);
  mock.timers.enable({ apis: ["Date"], now: noon });
  const after = (minutes) => whenWords(new Date(noon.getTime() + minutes * 60_000).toISOString());
  assert.equal(after(0.5), "in a minute");
  assert.equal(after(8), "in 8 minutes");
  assert.equal(after(3 * 60), "today at 15:00");
  assert.equal(after(24 * 60), "tomorrow");
  assert.match(after(2 * 24 * 60), /^on Thursday,? 26 November$/);
  assert.match(after(60 * 24 * 60), /^on Saturday,? 23 January 2027$/);
});
