"""A good item file, and one change after another that breaks it, with what an author then reads."""

from __future__ import annotations

from gluteedu.content.items.bank import Known

LESSON = "02-soreness"
GOOD = f"""
lesson: "{LESSON}"
quizzes:
  - id: timing
    title: "When does it hurt?"
    items: [peak, signs, order]
  - id: places
    title: "Where?"
    items: [pairs, hours, spot]
items:
  - id: peak
    version: 1
    type: single
    objective: timing-objective
    misconception: 5
    stem: "When is it worst?"
    hint: "Not at once."
    options:
      - {{ id: day_0, text: "At once", feedback: "A tear hurts at once." }}
      - {{ id: day_2, text: "On day two", feedback: "Right." }}
    key: [day_2]
    explanation: "It peaks on day one or two."
    sources: [byrnes-1985]
  - id: signs
    version: 1
    type: multiple
    objective: timing-objective
    stem: "What fits?"
    hint: "Two of them."
    options:
      - {{ id: stiff, text: "Stiff", feedback: "Right." }}
      - {{ id: late, text: "Starts late", feedback: "Right." }}
      - {{ id: pop, text: "A pop", feedback: "That is a tear." }}
    key: [stiff, late]
    explanation: "Late and stiff."
    sources: [byrnes-1985]
  - id: order
    version: 1
    type: ordering
    objective: timing-objective
    stem: "Put in order."
    hint: "First the run."
    options:
      - {{ id: sore, text: "Sore", feedback: "Second." }}
      - {{ id: run, text: "Run", feedback: "First." }}
    key: [run, sore]
    explanation: "Run, then sore."
    sources: [byrnes-1985]
  - id: pairs
    version: 1
    type: matching
    objective: timing-objective
    stem: "Match."
    hint: "Think."
    options:
      - {{ id: front, text: "Front", feedback: "Quads." }}
      - {{ id: back, text: "Back", feedback: "Hamstrings." }}
    targets:
      - {{ id: quads, text: "Quads" }}
      - {{ id: hams, text: "Hamstrings" }}
    key: {{ front: quads, back: hams }}
    explanation: "Front and back."
    sources: [byrnes-1985]
  - id: hours
    version: 1
    type: number
    objective: timing-objective
    stem: "How many hours?"
    hint: "Two days."
    unit: "hours"
    value: 48
    tolerance: 24
    min: 0
    max: 240
    step: 1
    feedback: {{ right: "Right.", low: "Later.", high: "Sooner." }}
    explanation: "One to three days."
    sources: [byrnes-1985]
  - id: spot
    version: 1
    type: hotspot
    objective: timing-objective
    stem: "Pick the bone."
    hint: "You sit on it."
    options:
      - {{ id: sit_bone, feedback: "Right." }}
      - {{ id: low_back, feedback: "Higher up." }}
    key: [sit_bone]
    explanation: "The sit bone."
    sources: [byrnes-1985]
"""
KNOWN = Known(
    lessons={LESSON: ["timing-objective"], "07-check-your-knowledge": []},
    sources={"byrnes-1985"},
    regions={"sit_bone": "Sit bone", "low_back": "Low back"},
)

# One change to the good file, and all that an author then reads.
BROKEN = {
    "an unquoted yes": (
        'text: "At once"',
        "text: yes",
        ["peak: options.day_0.text: must be text; put it in quotes"],
    ),
    "an unquoted time": (
        'text: "At once"',
        "text: 1:30",
        ["peak: options.day_0.text: must be text; put it in quotes"],
    ),
    "no feedback for an option": (
        ', feedback: "A tear hurts at once." }',
        " }",
        ["peak: options.day_0.feedback: is missing"],
    ),
    "empty feedback": (
        '"A tear hurts at once."',
        '" "',
        ["peak: options.day_0.feedback: must not be empty"],
    ),
    "a key that is no option": (
        "key: [day_2]",
        "key: [day_3]",
        ["peak: key: 'day_3' is not an option; there are: day_0, day_2"],
    ),
    "two keys for a single choice": (
        "key: [day_2]",
        "key: [day_0, day_2]",
        ["peak: key: must name one option, not 2; use type multiple for more"],
    ),
    "no key": ("key: [day_2]", "key: []", ["peak: key: must not be empty"]),
    "every option is right": (
        "key: [stiff, late]",
        "key: [stiff, late, pop]",
        ["signs: key: names every option; at least one must be wrong"],
    ),
    "an option twice in the key": (
        "key: [stiff, late]",
        "key: [stiff, stiff]",
        ["signs: key: 'stiff' stands there 2 times; once is right"],
    ),
    "an unknown type": (
        "type: single",
        "type: choice",
        [
            "peak: type: 'choice' is not known; must be one of "
            "single, multiple, number, ordering, matching, hotspot"
        ],
    ),
    "an unknown field": (
        'hint: "Not at once."',
        'hnt: "Not at once."',
        ["peak: hnt: is not a known field here"],
    ),
    "an unknown source": (
        'explanation: "It peaks on day one or two."\n    sources: [byrnes-1985]',
        'explanation: "It peaks on day one or two."\n    sources: [byrnes-85]',
        ["peak: sources: there is no source 'byrnes-85' in sources.yaml; add it or mend the id"],
    ),
    "no source": (
        'explanation: "It peaks on day one or two."\n    sources: [byrnes-1985]',
        'explanation: "It peaks on day one or two."\n    sources: []',
        ["peak: sources: must not be empty"],
    ),
    "an unknown objective": (
        "objective: timing-objective\n    misconception: 5",
        "objective: timing\n    misconception: 5",
        ["peak: objective: 'timing' is not known here; there are: timing-objective"],
    ),
    "a misconception out of range": (
        "misconception: 5",
        "misconception: 25",
        ["peak: misconception: input should be less than or equal to 24"],
    ),
    "an id in capitals": (
        "id: day_0,",
        "id: Day 0,",
        [
            "peak: options.Day 0.id: must be small letters, digits, _ or - "
            "(like sit_bone), not 'Day 0'"
        ],
    ),
    "an id used twice": (
        "- id: signs",
        "- id: peak",
        [
            "peak: id: 2 entries are called 'peak'; each item needs an id of its own",
            "timing: items: there is no item 'signs' in this file",
        ],
    ),
    "an option id used twice": (
        "id: late,",
        "id: stiff,",
        [
            "signs: key: 'late' is not an option; there are: stiff, stiff, pop",
            "signs: options: 'stiff' stands there 2 times; once is right",
        ],
    ),
    "two options with one text": (
        'text: "Starts late"',
        'text: "**stiff** "',
        ["signs: options.late.text: is the same as the text of 'stiff'"],
    ),
    "an order that leaves one out": (
        "key: [run, sore]",
        "key: [run]",
        ["order: key: must put every option in order; sore is missing"],
    ),
    "a partner left out": (
        "key: { front: quads, back: hams }",
        "key: { front: quads }",
        ["pairs: key.back: is missing; give one of quads, hams"],
    ),
    "a partner that is no target": (
        "key: { front: quads, back: hams }",
        "key: { front: quads, back: calf }",
        ["pairs: key.back: 'calf' is not a target; there are: quads, hams"],
    ),
    "a number in quotes": ("value: 48", 'value: "48"', ["hours: value: must be a number"]),
    "a number outside its range": (
        "value: 48",
        "value: 480",
        ["hours: value: must be from min to max (0 to 240)"],
    ),
    "a range upside down": ("min: 0", "min: 300", ["hours: min: must be below max (240), not 300"]),
    "a tolerance that forgives all": (
        "tolerance: 24",
        "tolerance: 300",
        ["hours: tolerance: 300 makes every answer right; make it smaller"],
    ),
    "a step that jumps over the answer": (
        "tolerance: 24\n    min: 0\n    max: 240\n    step: 1",
        "tolerance: 1\n    min: 0\n    max: 240\n    step: 50",
        ["hours: step: no step of 50 from 0 reaches a right answer"],
    ),
    "one feedback of a number missing": (
        ', high: "Sooner." }',
        " }",
        ["hours: feedback.high: is missing"],
    ),
    "a region that is not on the map": (
        "id: low_back",
        "id: knee",
        [
            "spot: options.knee: 'knee' is not a region of the body map; "
            "there are: sit_bone, low_back"
        ],
    ),
    "an item in no quiz": (
        "items: [peak, signs, order]",
        "items: [peak, signs]",
        ["order: -: is in no quiz; list its id under one of the quizzes"],
    ),
    "an item in two quizzes": (
        "items: [pairs, hours, spot]",
        "items: [pairs, hours, spot, peak]",
        ["peak: -: is in timing, places; an item belongs to one quiz"],
    ),
    "a quiz that asks for an unknown item": (
        "items: [peak, signs, order]",
        "items: [peak, signs, order, odour]",
        ["timing: items: there is no item 'odour' in this file"],
    ),
    "an unknown mode": (
        'title: "Where?"',
        'title: "Where?"\n    mode: exam',
        ["places: mode: must be one of 'formative', 'summative' or 'pretest', not 'exam'"],
    ),
    "a hint that tells": (
        'hint: "Not at once."',
        'hint: "It is worst on day two."',
        ["peak: hint: gives the answer away: it holds the text of 'day_2'"],
    ),
    "a link": (
        'stem: "When is it worst?"',
        'stem: "When? See [here](https://x.org)."',
        [
            "peak: stem: links and HTML are not used here "
            "(found '[here](https://x.org)'); write words"
        ],
    ),
    "maths that cannot be read": (
        'stem: "When is it worst?"',
        "stem: 'When is $\\frac{1}{$?'",
        ["peak: stem: the maths $\\frac{1}{$ cannot be read; write it as LaTeX"],
    ),
    "the wrong lesson": (
        f'lesson: "{LESSON}"',
        'lesson: "03"',
        [f"-: lesson: must be '{LESSON}', as the file is called, not '03'"],
    ),
    "a version that is not a number": (
        "- id: peak\n    version: 1",
        "- id: peak\n    version: one",
        ["peak: version: must be a whole number"],
    ),
}
