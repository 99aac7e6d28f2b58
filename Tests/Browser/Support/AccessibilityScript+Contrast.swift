/// The check of `Accessibility.swift` on colours, as it runs in the page: WCAG 2.2, success criterion 1.4.3.

extension AccessibilityScript {
    /// Background pictures are looked through: text over one is judged against the colour below it.
    static let contrast = #"""
        const brush = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
        const colours = new Map();
        // Any CSS colour as red, green, blue (0 to 255) and how opaque it is (0 to 1).
        const rgba = text => {
            if (!colours.has(text)) {
                brush.clearRect(0, 0, 1, 1);
                brush.fillStyle = text;
                brush.fillRect(0, 0, 1, 1);
                const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
                colours.set(text, [red, green, blue, alpha / 255]);
            }
            return colours.get(text);
        };
        const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);

        // What lies below everything: white, or black where the page says that it knows dark colours.
        const probe = document.createElement('div');
        probe.style.backgroundColor = 'Canvas';
        document.documentElement.append(probe);
        const canvas = rgba(getComputedStyle(probe).backgroundColor);
        probe.remove();

        // The effective background: up to the first opaque one, those that shine through laid over it.
        const ground = element => {
            const layers = [];
            for (let one = element; one; one = one.parentElement) {
                const colour = rgba(getComputedStyle(one).backgroundColor);
                if (colour[3] > 0) layers.push(colour);
                if (colour[3] === 1) break;
            }
            return layers.reduceRight((below, top) => over(top, below), canvas);
        };
        const opacity = element => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
        const luminance = colour => {
            const [red, green, blue] = colour.slice(0, 3).map(part => part / 255)
                .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const ratio = (one, other) => {
            const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
            return (light + 0.05) / (dark + 0.05);
        };

        const judge = (element, style, what) => {
            const box = element.getBoundingClientRect();
            if (box.width <= 1 || box.height <= 1) return;  // there for screen readers only
            const size = parseFloat(style.fontSize);
            const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            const below = ground(element), colour = rgba(style.color);
            const found = ratio(over([...colour.slice(0, 3), colour[3] * opacity(element)], below), below);
            const wanted = isLarge ? 3 : 4.5;
            if (found < wanted - 0.005) report('contrast', element, `${what} ${found.toFixed(2)} : 1, wanted ${wanted} : 1`);
        };
        const isOff = element => element.closest(':disabled, [aria-disabled=true]');

        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const seen = new Set();
        while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || seen.has(element)) continue;
            seen.add(element);
            if (element.matches('script, style, textarea, option, optgroup') || !shown(element) || isOff(element)) continue;
            judge(element, getComputedStyle(element), 'text');
        }
        const typed = 'input:not([type=hidden], [type=checkbox], [type=radio], [type=range], [type=color], [type=image])';
        for (const field of allShown(typed + ', textarea, select').filter(field => !isOff(field))) {
            judge(field, getComputedStyle(field), 'text');
            if (field.placeholder) judge(field, getComputedStyle(field, '::placeholder'), 'placeholder');
        }

        """#
}
