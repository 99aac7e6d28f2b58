/// The checks of `Accessibility.swift` on structure and names, as they run in the page.
///
/// A script reports `[rule, element, detail]`; `common` goes before each.

enum AccessibilityScript {
    static let common = #"""
        const problems = [];
        const describe = element => {
            if (!element) return '';
            const path = [];
            for (let one = element; one && path.length < 4; one = one.parentElement)
                path.unshift(one.tagName.toLowerCase() + (one.id ? '#' + one.id : ''));
            return path.join(' > ') + ': ' + element.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
        };
        const report = (rule, element, detail = '') => problems.push([rule, describe(element), detail]);
        const all = selector => [...document.querySelectorAll(selector)];
        const shown = element =>
            element.checkVisibility({visibilityProperty: true}) && !element.closest('[aria-hidden=true], [inert]');
        const allShown = selector => all(selector).filter(shown);

        // What a screen reader says of an element by what stands in it.
        const spoken = node => {
            if (node.nodeType === 3) return node.data;
            if (node.nodeType !== 1 || node.getAttribute('aria-hidden') === 'true') return '';
            const label = node.getAttribute('aria-label');
            if (label) return label;
            if (node.matches('img, area, input[type=image]')) return node.alt || node.title;
            if (node.matches('input, select, textarea')) return '';
            if (node.tagName !== 'title' && !node.checkVisibility({visibilityProperty: true})) return '';
            return [...node.childNodes].map(spoken).join('');
        };
        // The names that an element is given from outside.
        const given = element => {
            const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(id => id);
            const parts = ids.map(id => document.getElementById(id)).map(one => one ? spoken(one) : '');
            return parts.join(' ').trim() || (element.getAttribute('aria-label') || '').trim();
        };

        """#

    static let structure = #"""
        const controls = 'input:not([type=hidden], [type=submit], [type=reset], [type=button], [type=image]), ' +
            'select, textarea, [role=textbox], [role=combobox], [role=checkbox], [role=radio], [role=listbox]';
        for (const control of allShown(controls)) {
            const isLabelled = [...(control.labels || [])].some(label => spoken(label).trim());
            if (!isLabelled && !given(control)) report('label', control);
        }

        for (const image of all('img:not([alt])')) report('alt', image);
        for (const image of allShown('input[type=image], area[href]'))
            if (!image.alt && !given(image)) report('alt', image);
        for (const image of allShown('[role=img]:not(img)'))
            if (!given(image) && !spoken(image).trim()) report('alt', image, 'role=img without a name');

        const headings = allShown('h1, h2, h3, h4, h5, h6');
        const tops = headings.filter(heading => heading.tagName === 'H1');
        if (tops.length === 0) report('headings', null, 'no h1');
        for (const heading of tops.slice(1)) report('headings', heading, 'another h1');
        let level = 1;
        for (const heading of headings) {
            const next = Number(heading.tagName[1]);
            if (next > level + 1) report('headings', heading, `h${next} after h${level}`);
            if (!spoken(heading).trim()) report('headings', heading, 'an empty heading');
            level = next;
        }

        const language = document.documentElement.lang;
        if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
            report('language', null, language ? `lang="${language}"` : 'html has no lang');
        if (!document.title.trim()) report('title', null, 'the page has no title');

        const mains = allShown('main, [role=main]');
        if (mains.length === 0) report('main', null, 'no main landmark');
        for (const main of mains.slice(1)) report('main', main, 'another main landmark');

        const pressed = 'a[href], button, summary, [role=button], [role=link], [role=menuitem], [role=tab]';
        for (const element of allShown(pressed))
            if (!given(element) && !spoken(element).trim() && !element.title) report('name', element);
        for (const button of allShown('input[type=button]'))
            if (!given(button) && !button.value.trim() && !button.title) report('name', button);
        for (const button of allShown('input[type=submit][value=""], input[type=reset][value=""]'))
            if (!given(button) && !button.title) report('name', button);

        const known = new Set();
        for (const element of all('[id]')) {
            if (known.has(element.id)) report('id', element, `id="${element.id}" again`);
            known.add(element.id);
        }

        for (const table of allShown('table:not([role=presentation], [role=none])'))
            if (!table.querySelector('th')) report('scope', table, 'a table without headers');
        for (const header of all('th'))
            if (!['col', 'row', 'colgroup', 'rowgroup'].includes(header.getAttribute('scope'))) report('scope', header);

        for (const element of all('[tabindex]'))
            if (element.tabIndex > 0) report('tabindex', element, `tabindex="${element.tabIndex}"`);

        """#

    static let narrow = #"""
        const width = arguments[0], page = document.documentElement;
        if (page.scrollWidth > width) {
            const detail = `the page is ${page.scrollWidth} pixels wide on a screen of ${width}`;
            const scrolls = element => element && element !== page && element !== document.body &&
                (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
            const texts = element => [...element.childNodes].filter(node => node.nodeType === 3);
            const textRight = element => Math.max(0, ...texts(element).map(node => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return range.getBoundingClientRect().right;
            }));
            const wide = allShown('body *').filter(element =>
                (element.getBoundingClientRect().right > width + 1 && !scrolls(element.parentElement)) ||
                (textRight(element) > width + 1 && !scrolls(element)));
            // The innermost ones are at fault; what is around them is only stretched.
            const inner = wide.filter(element => !wide.some(other => other !== element && element.contains(other)));
            if (page.clientWidth > width) report('narrow', null, detail + ': no <meta name="viewport">');
            else if (inner.length === 0) report('narrow', null, detail);
            else for (const element of inner.slice(0, 3)) report('narrow', element, detail);
        }

        """#
}
