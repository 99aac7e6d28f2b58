/// The look of the pages: light and dark, narrow and wide, on paper. Colour never stands alone: every state has a word
/// and a sign beside it.

enum Stylesheet {
    static let text = colours + frame + forms + tasks + tables + narrow

    private static let colours = """
        :root {
          --paper: #fff; --ink: #1b1b1f; --muted: #5c5c66; --line: #d4d4da; --panel: #f5f5f7; --accent: #9b1c1c;
          --link: #0b4f9c; --good: #0b6b32; --good-back: #e3f4e8; --warn: #854400; --warn-back: #fff1d6;
          --bad: #a51b14; --bad-back: #fde7e5; --calm: #34495e; --calm-back: #e8eef4; --on-accent: #fff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #151618; --ink: #e8e8ea; --muted: #a3a3ad; --line: #3b3c42; --panel: #1f2024; --accent: #c23b33;
            --link: #8dbdff; --good: #7fdc9d; --good-back: #14321e; --warn: #ffc766; --warn-back: #3a2a0a;
            --bad: #ff968e; --bad-back: #431512; --calm: #b5cbe0; --calm-back: #1d2a37; --on-accent: #fff;
          }
        }

        """

    private static let frame = """
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; color: var(--ink); background: var(--paper);
          font: 16px/1.65 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", system-ui, sans-serif;
        }
        main, footer, .top { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
        main { padding-bottom: 3rem; overflow-wrap: anywhere; }
        a { color: var(--link); text-underline-offset: 2px; }
        :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .5rem; }
        .top {
          display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding-block: .6rem;
          border-bottom: 1px solid var(--line); margin-bottom: 1.5rem;
        }
        .brand { font-weight: 700; font-size: 1.15rem; color: var(--accent); text-decoration: none; }
        @media (prefers-color-scheme: dark) { .brand { color: var(--bad); } }
        .top nav { flex: 1; } .top ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; list-style: none; margin: 0; padding: 0; }
        .top nav a { display: inline-block; padding: .35rem 0; color: var(--ink); text-decoration: none; }
        .top nav a[aria-current] { border-bottom: 3px solid var(--accent); font-weight: 600; }
        .tools { display: flex; gap: 1rem; align-items: center; margin-left: auto; font-size: .9rem; }
        h1 { font-size: 1.5rem; line-height: 1.35; margin: 0 0 .5rem; text-wrap: balance; }
        h2 { font-size: 1.2rem; line-height: 1.4; margin: 2rem 0 .5rem; }
        h3 { font-size: 1.05rem; line-height: 1.45; margin: 0 0 .35rem; }
        p { margin: 0 0 .75rem; } ul, ol { padding-left: 1.4rem; }
        .muted, .hint, footer { color: var(--muted); } .hint { font-size: .9rem; margin: 0 0 .25rem; }
        footer { border-top: 1px solid var(--line); padding-block: .75rem; font-size: .85rem; }
        .remedy, .notice-box { border-left: 4px solid var(--link); background: var(--panel); padding: .6rem .9rem; margin: 0 0 1rem; }
        .done-box { border-left: 4px solid var(--good); background: var(--good-back); padding: .6rem .9rem; margin: 0 0 1rem; }
        .error-box { border-left: 4px solid var(--bad); background: var(--bad-back); padding: .6rem .9rem; margin: 0 0 1rem; }
        code, pre { font: .9em/1.5 ui-monospace, "Noto Sans Mono CJK SC", monospace; }

        """

    private static let forms = """
        form { margin: 0; } .field { margin: 0 0 1rem; max-width: 36rem; }
        label { display: block; font-weight: 600; } .choice label { display: inline; font-weight: 400; }
        input[type=text], input[type=email], input[type=tel], input[type=date], input[type=search], select, textarea {
          width: 100%; padding: .5rem .6rem; font: inherit; color: inherit; background: var(--paper);
          border: 1px solid var(--muted); border-radius: 4px;
        }
        input[type=file] { font: inherit; max-width: 100%; }
        input[type=checkbox], input[type=radio] { width: 1.15rem; height: 1.15rem; vertical-align: -.15rem; accent-color: var(--link); }
        textarea { min-height: 6rem; resize: vertical; } textarea.long { min-height: 24rem; font: .9rem/1.6 ui-monospace, "Noto Sans Mono CJK SC", monospace; }
        button, .button {
          display: inline-block; font: inherit; font-weight: 600; padding: .45rem 1.1rem; border-radius: 4px; cursor: pointer;
          color: var(--on-accent); background: #0b4f9c; border: 1px solid #0b4f9c; text-decoration: none;
        }
        button:hover { filter: brightness(1.12); }
        button.second { color: var(--link); background: transparent; border-color: var(--link); }
        button.plain { color: var(--link); background: none; border: 0; padding: 0; font-weight: 400; text-decoration: underline; text-underline-offset: 2px; }
        .actions { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; margin-top: .6rem; }
        fieldset { border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; margin: 0 0 1rem; } legend { font-weight: 600; padding: 0 .35rem; }
        .row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 0 0 1rem; } .row .field { margin: 0; min-width: 12rem; }

        """

    private static let tasks = """
        .cards { list-style: none; margin: 0; padding: 0; }
        .card { border: 1px solid var(--line); border-left: 6px solid var(--calm); border-radius: 6px; padding: .9rem 1.1rem; margin: 0 0 1rem; }
        .card.late { border-left-color: var(--bad); } .card.soon { border-left-color: var(--warn); }
        .card.returned { border-left-color: var(--warn); } .card.done { border-left-color: var(--good); }
        .card .of { color: var(--muted); font-size: .9rem; margin: 0 0 .35rem; }
        .when { font-weight: 600; margin: 0 0 .35rem; } .when span { white-space: nowrap; } .when .late { color: var(--bad); } .when .soon { color: var(--warn); }
        dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; margin: 0 0 .5rem; }
        dt { color: var(--muted); } dd { margin: 0; } dd ul { margin: 0; padding-left: 1.1rem; }
        .tag { display: inline-block; padding: 0 .5em; border-radius: 3px; font-size: .875rem; white-space: nowrap; border: 1px solid currentColor; }
        .tag.accepted { color: var(--good); background: var(--good-back); } .tag.submitted { color: var(--calm); background: var(--calm-back); }
        .tag.returned { color: var(--warn); background: var(--warn-back); } .tag.late { color: var(--bad); background: var(--bad-back); }
        .tag.open { color: var(--ink); } .tag.waiting, .tag.exempt, .tag.withdrawn { color: var(--muted); }
        .reason { border-left: 4px solid var(--warn); background: var(--warn-back); padding: .4rem .8rem; margin: 0 0 .6rem; }
        .history { list-style: none; padding: 0; margin: 0; } .history li { padding: .3rem 0; border-bottom: 1px solid var(--line); }
        .history time { color: var(--muted); margin-right: .6rem; white-space: nowrap; } .history .voided { text-decoration: line-through; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 0 0 1rem; padding: 0; list-style: none; }
        .tiles li { border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; } .tiles b { display: block; font-size: 1.6rem; line-height: 1.2; }

        """

    private static let tables = """
        .scroll { overflow-x: auto; margin: 0 0 1rem; } table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.5; }
        caption { text-align: left; color: var(--muted); padding: 0 0 .35rem; }
        th, td { padding: .35rem .7rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        thead th { color: var(--muted); font-weight: 600; } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .nowrap { white-space: nowrap; }
        .matrix td { padding: .2rem .35rem; text-align: center; } .matrix th[scope=row] { min-width: 9rem; font-weight: 400; }
        .matrix th[scope=col]:not(:first-child) { text-align: center; }
        .cell { display: inline-block; min-width: 2.2em; padding: 0 .35em; border-radius: 3px; text-decoration: none; border: 1px solid currentColor; }
        .cell.accepted { color: var(--good); background: var(--good-back); } .cell.submitted { color: var(--calm); background: var(--calm-back); }
        .cell.returned { color: var(--warn); background: var(--warn-back); } .cell.late { color: var(--bad); background: var(--bad-back); font-weight: 700; }
        .cell.open { color: var(--ink); } .cell.waiting, .cell.exempt, .cell.withdrawn { color: var(--muted); border-style: dashed; }
        .legend { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: 0 0 1rem; padding: 0; list-style: none; font-size: .9rem; }
        .line { list-style: none; margin: 0 0 1rem; padding: 0 0 0 .5rem; border-left: 3px solid var(--line); }
        .line li { position: relative; padding: .25rem 0 .25rem 1rem; } .line li::before { content: ""; position: absolute; left: -.95rem; top: .75rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--calm); }
        .line li.past::before { background: var(--line); } .line li.today { font-weight: 600; } .line li.today::before { background: var(--accent); }
        .scroll th[scope=row] { min-width: 8rem; } .pages { display: flex; gap: 1rem; } .formula { color: var(--muted); font-size: .88rem; }
        .two { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
        .source p { margin: 0 0 .35rem; } .due { font-weight: 700; color: var(--good); background: var(--good-back); } .due.doubt { color: var(--warn); background: var(--warn-back); }
        .who { color: var(--link); text-decoration: underline dotted; } .other { color: var(--muted); text-decoration: underline dashed; }

        """

    private static let narrow = """
        @media (max-width: 46rem) {
          .two { grid-template-columns: minmax(0, 1fr); } dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin: 0 0 .4rem; }
          .top nav { order: 3; flex-basis: 100%; } .card { padding: .8rem; } button { padding-block: .6rem; }
          .stack thead { position: absolute; left: -99rem; } .stack tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
          .stack th, .stack td { display: block; border: 0; padding: 0 0 .1rem; text-align: left; }
          .stack tr:has(.choose) { position: relative; padding-left: 2rem; } .stack .choose { position: absolute; left: 0; }
          .stack td[data-label]::before { content: attr(data-label) "　"; color: var(--muted); }
        }
        @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
        @media print {
          :root { --paper: #fff; --ink: #000; --muted: #333; --line: #999; --panel: #fff; }
          .top nav, .tools, .skip, .actions, form.row, .field, input, button, .pages { display: none; }
          main { max-width: none; } .scroll { overflow: visible; }
          .card, tr, .history li { break-inside: avoid; } a { color: inherit; text-decoration: none; }
        }

        """
}
