// Picking several options.

import { h } from "../../shared/element.js";
import { say } from "../../shared/words.js";
import { ChoiceControl } from "../quiz_choice.js";

/** @param {import("../quiz_controls.js").ControlProps} props */
const Control = (props) => h(ChoiceControl, { ...props, many: true, ask: say("quiz", "ask_multiple") });

export default { Control, byDigits: true };
