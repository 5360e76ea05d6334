// The script of a page whose cells Voila runs, for notebooks with widgets that are not the course's.

import "./arrivals.js";
