// The learner's progress: three numbers, bars by lesson and objective, calibration, what to mend.

import { h } from "../shared/element.js";
import { followRecord } from "../shared/follow_record.js";
import { widget } from "../shared/widget.js";
import { Screen } from "./progress_parts.js";

export default widget(({ model, draw }) => {
  const record = followRecord(model, { all: true });
  model.send({ act: "refresh" });
  return { show: () => h(Screen, { view: model.get("view") }), changed: draw, stop: record.stop };
});
