/// The checks of `Accessibility.swift` on the keyboard, as they run in the page between two presses of Tab.

extension AccessibilityScript {
    /// Remembers how everything looks without the keyboard, and leads the keyboard behind the page's last element, so that it
    /// comes in at the front where a user's does.
    static let focusStart = #"""
        const reachable = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, ' +
            'audio[controls], video[controls], [tabindex], [contenteditable=""], [contenteditable=true]';
        const elements = allShown(reachable).filter(element => element.tabIndex >= 0 && !element.matches(':disabled'));
        if (document.activeElement) document.activeElement.blur();
        const look = element => {
            const style = getComputedStyle(element);
            const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 &&
                !/^rgba\(.*, 0\)$|\/ 0\)$/.test(style.outlineColor);
            return {
                outline: isOutlined ? style.outlineStyle + style.outlineWidth + style.outlineColor : '',
                shadow: style.boxShadow === 'none' ? '' : style.boxShadow,
            };
        };
        // What is hidden behind a picture of its own shows the keyboard on its label, or around itself.
        const around = element =>
            [element, element.parentElement, element.nextElementSibling, ...(element.labels || [])].filter(one => one);
        const rest = new Map();
        for (const element of elements) for (const one of around(element)) rest.set(one, look(one));
        window.dubanFocus = {elements, rest, look, around, reached: [], isOutside: false, isRound: false};

        const end = document.createElement('span');
        end.tabIndex = -1;
        document.body.append(end);
        end.focus();
        end.remove();
        return elements.length;

        """#

    /// Looks at the element that has the keyboard now.
    static let focusStep = #"""
        const focus = window.dubanFocus, now = document.activeElement;
        const before = focus.reached[focus.reached.length - 1];
        const isOutside = !now || now === document.body || now === document.documentElement;
        if (isOutside && focus.reached.length === 0 && !focus.isOutside) {
            focus.isOutside = true;  // between the end and the front
        } else if (isOutside || (now !== before && focus.reached.includes(now))) {
            focus.isRound = true;
            if (!isOutside && now !== focus.reached[0]) report('focusOrder', now, 'Tab comes back here');
        } else if (now !== before) {
            if (before && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING))
                report('focusOrder', now, 'reached after ' + describe(before));
            focus.reached.push(now);
            // What moves slowly into its place is looked at when it is there.
            for (const animation of document.getAnimations()) try { animation.finish(); } catch { }
            const changes = element => {
                const rest = focus.rest.get(element), look = focus.look(element);
                return rest && ((look.outline && look.outline !== rest.outline) || (look.shadow && look.shadow !== rest.shadow));
            };
            if (focus.rest.has(now) && !focus.around(now).some(changes)) report('focusStyle', now);
        }

        """#

    /// What was never reached. Of radio buttons with one name, the keyboard goes to one.
    static let focusEnd = #"""
        const {elements, reached} = window.dubanFocus;
        const isGrouped = one => one.type === 'radio' && one.name &&
            reached.some(other => other.type === 'radio' && other.name === one.name && other.form === one.form);
        for (const element of elements)
            if (!reached.includes(element) && !isGrouped(element)) report('focusReach', element);
        delete window.dubanFocus;

        """#
}
