// Picking one option. A type without a control of its own is answered so, too.

import { ChoiceControl } from "../quiz_choice.js";

export default { Control: ChoiceControl, startsAnew: true, byDigits: true, bareNote: true };
