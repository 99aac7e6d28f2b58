/// The look of the page: light and dark, narrow and wide, on paper. Every colour has a bracket or a line beside it.

extension DraftPage {
    static let style = """
        :root {
          --paper: #fff; --ink: #1c1c1e; --muted: #6a6a70; --line: #d8d8dc; --panel: #f6f6f8;
          --due: #0b6b32; --due-back: #e1f5e7; --doubt: #8a4b00; --doubt-back: #fff0d0;
          --who: #0b4f9c; --rest: #b3201a;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #17181a; --ink: #e6e6e8; --muted: #9b9ba3; --line: #3a3b40; --panel: #202226;
            --due: #7fdc9d; --due-back: #16351f; --doubt: #ffc766; --doubt-back: #3d2c0b;
            --who: #8dbdff; --rest: #ff8d85;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 78rem; color: var(--ink); background: var(--paper);
          font: 16px/1.75 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif;
        }
        h1 { font-size: 1.4rem; line-height: 1.4; margin: 0 0 .25rem; text-wrap: balance; }
        .counts { margin: 0 0 .75rem; color: var(--muted); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1rem; font-size: .9rem; }
        dt { color: var(--muted); } dd { margin: 0; }
        a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: 2px; }
        .legend {
          display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0 0 1rem; padding: .5rem .75rem;
          border: 1px solid var(--line); border-radius: 6px; font-size: .9rem;
        }
        table { width: 100%; border-collapse: collapse; margin: 0 0 1.5rem; font-size: .9rem; line-height: 1.5; }
        th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { color: var(--muted); font-weight: 600; white-space: nowrap; }
        td:nth-child(-n+3) { white-space: nowrap; }
        td:nth-child(2) { white-space: normal; min-width: 11rem; }
        td em { color: var(--doubt); font-style: normal; }
        .date { font-weight: 700; } .date.rest { color: var(--rest); }
        .row { display: grid; grid-template-columns: 2.75rem minmax(0, 1fr); column-gap: .5rem; }
        .row > p { margin: 0 0 .35rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        .row > aside { grid-column: 2; }
        .ln { color: var(--muted); font-size: .75rem; line-height: 1.75rem; text-align: right; user-select: none; }
        @media (max-width: 44rem) {
          thead { display: none; }
          tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
          td { display: inline; border: 0; padding: 0 .4rem 0 0; }
          td:last-child { display: block; }
          .row { grid-template-columns: 1.5rem minmax(0, 1fr); }
        }
        @media (min-width: 64rem) {
          .row { grid-template-columns: 2.75rem minmax(0, 1fr) 25rem; }
          .row > aside { grid-column: 3; }
        }
        .due { font-weight: 700; color: var(--due); background: var(--due-back); border-radius: 3px; }
        .due.doubt {
          color: var(--doubt); background: var(--doubt-back);
          text-decoration: underline wavy 1px; text-underline-offset: 4px;
        }
        .who { color: var(--who); text-decoration: underline dotted; text-underline-offset: 4px; }
        .other { color: var(--muted); text-decoration: underline dashed 1px; text-underline-offset: 4px; }
        .due::before { content: "【"; } .due::after { content: "】"; }
        .who::before { content: "〈"; } .who::after { content: "〉"; }
        .other::before { content: "『"; } .other::after { content: "』"; }
        .goes-on::before, .stays-open::after { content: none; }
        sup { font-size: .75em; line-height: 0; } sup a, .note > a { font-weight: 700; text-decoration: none; }
        .note {
          margin: 0 0 .5rem; padding: .3rem .6rem; border-left: 3px solid var(--due); background: var(--panel);
          font-size: .85rem; line-height: 1.55; overflow-wrap: anywhere;
        }
        .note.doubtful { border-left: 3px double var(--doubt); }
        .note.none { border-left: 1px dashed var(--muted); background: none; color: var(--muted); padding-block: 0; }
        .kind { padding: 0 .4em; border: 1px solid var(--line); border-radius: 3px; white-space: nowrap; }
        .doubts { color: var(--doubt); } .grounds { color: var(--muted); }
        :target, .note:target { outline: 2px solid var(--due); outline-offset: 2px; }
        [id^="d"]:target + .due, [id^="d"]:target + [id^="d"] + .due { outline: 2px solid var(--due); }
        [id^="d"] { scroll-margin-top: 3rem; }
        @media print {
          :root {
            --paper: #fff; --ink: #000; --muted: #444; --line: #999; --panel: #fff;
            --due: #000; --due-back: #fff; --doubt: #000; --doubt-back: #fff; --who: #000; --rest: #000;
          }
          body { max-width: none; padding: 0; font-size: 10.5pt; }
          .row { grid-template-columns: 2rem minmax(0, 1fr); } .row > aside { grid-column: 2; }
          .note, tr { break-inside: avoid; }
          a { text-decoration: none; }
        }

        """
}
