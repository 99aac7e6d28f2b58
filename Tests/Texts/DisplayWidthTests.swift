import Testing
import Texts

@Test(arguments: [
    ("", 0), ("abc", 3), ("督办", 4), ("，。“”", 6), ("（一）", 6), ("ＡＢ１", 6), ("ｶﾅ", 2), ("한글", 4), ("e\u{301}", 1),
    ("\u{1B}[1m", 3), ("a\tb", 2), ("…—·", 3), ("①㈠", 3), ("😀", 2), ("\u{200B}\u{FEFF}", 0), ("𠮷", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2),
    ("〔2024〕1号", 11), ("¥±", 2), ("\u{3000}", 2), ("⚡", 2), ("→", 1),
])
func `a text takes the columns that a terminal gives it`(text: String, width: Int) {
    #expect(displayWidth(of: text) == width)
}

@Test func `padding fills up to a width and never cuts`() {
    #expect("督办".padded(to: 6) + "|" == "督办  |")
    #expect("12".padded(to: 5, .trailing) == "   12")
    #expect("督办督办".padded(to: 3) == "督办督办")
}

@Test(arguments: [
    ("重庆市渝中区", 12, "重庆市渝中区"), ("重庆市渝中区", 11, "重庆市渝中…"), ("重庆市渝中区", 10, "重庆市渝…"), ("重庆", 1, "…"), ("重庆", 0, ""),
    ("ae\u{301}iou", 3, "ae\u{301}…"),
])
func `a text is cut to a width with whole characters`(text: String, width: Int, cut: String) {
    #expect(text.truncated(toWidth: width) == cut)
    #expect(displayWidth(of: text.truncated(toWidth: width)) <= width)
}

@Test func `what could steer a terminal is shown as an escape`() {
    #expect("通知\u{1B}[2J\u{7}".terminalSafe == "通知\\u{1B}[2J\\u{7}")
    #expect("a\u{202E}txt.exe\u{2066}".terminalSafe == "a\\u{202E}txt.exe\\u{2066}")
    #expect("一\n二\t三\r\u{85}\u{2028}".terminalSafe == "一\\n二\\t三\\r\\u{85}\\u{2028}")
    #expect("科技馆 e\u{301} 👨‍👩‍👧 ok".terminalSafe == "科技馆 e\u{301} 👨‍👩‍👧 ok")
}

@Test func `blanks of every script are trimmed at the ends only`() {
    #expect("\u{3000} 科 协\u{A0}\r\n".trimmed == "科 协")
    #expect(" \t ".trimmed == "")
}
