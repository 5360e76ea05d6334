// Written by constants.py out of Python's own values: change them there.

export const CARE_SHAPES = {
  "self_care": "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.3 14.2-4-4 1.5-1.5 2.5 2.5 5.6-5.6 1.5 1.5z",
  "see_clinician": "M3 3h18v18H3zm7 3v4H6v4h4v4h4v-4h4v-4h-4V6z",
  "same_day": "M12 2 1.5 21h21zm-1 7h2v6h-2zm0 7.5h2v2h-2z",
  "emergency": "M8 1.5h8L22.5 8v8L16 22.5H8L1.5 16V8zM11 6h2v8h-2zm0 9.5h2v2.5h-2z"
};

export const CONFIDENCES = [
  "sure",
  "think_so",
  "guessing"
];

export const FIGURE_COLOURS = {
  "page": "#fbf8f3",
  "paper": "#ffffff",
  "sunken": "#f3eee5",
  "ink": "#22303a",
  "quiet": "#52616b",
  "line-soft": "#ddd5c7",
  "line-firm": "#7a858c",
  "brand": "#14606b",
  "brand-soft": "#e0f0f0"
};

export const MAX_NAME_LENGTH = 80;

export const MAX_RECORD_BYTES = 8000000;
