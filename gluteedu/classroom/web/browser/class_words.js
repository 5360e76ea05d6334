// The words of the instructor's pages, as they came with the page.

import { learnWords } from "../../../widgets/shared/words.js";

learnWords(JSON.parse(document.getElementById("words").textContent));
