// Web pages: what a browser shows, in the order of reading.
import Testing
import Texts

@testable import Documents

private func text(_ page: String) throws -> String {
    try DocumentReader.text(Array(page.utf8), file: "页面").get()
}

@Test(arguments: [
    ("<p>甲<b>乙</b></p><div>丙<br>丁</div>", "甲乙\n丙\n丁\n"),
    ("<html><head><title>题</title><style>p{}</style></head><body><script>x()</script><p>文</p></body></html>", "文\n"),
    ("<html><head><title>只有标题</title></head><body><script>var a='<p>3月1日</p>';</script></body></html>", "只有标题\n"),
    ("<p>3&nbsp;月&#49;日&lt;前&gt;</p>", "3 月1日<前>\n"),
    ("<p>各单位\n  请于\n3月 1日\n  on time</p>", "各单位请于 3月 1日 on time\n"),
    ("<div hidden>无</div><p style='Display : None'>无</p><p style=\"visibility:hidden\">无</p><p>有</p>", "有\n"),
    ("<pre>甲\n  乙</pre>", "甲\n乙\n"), ("<ul><li>一<li>二</ul>三", "一\n二\n三\n"),
    ("<!-- 注 --><html><p>未闭合<p>再来", "未闭合\n再来\n"), ("<p>a<!-- 3月1日 -->b</p>", "ab\n"),
    ("<p>零\u{200B}宽\u{FEFF}</p>", "零宽\n"), ("<html></html>", ""),
])
func `a page is read as it is seen`(page: String, seen: String) throws {
    #expect(try text(page) == seen)
}

@Test func `tables are rows, spans are kept, tables that arrange the page are not`() throws {
    let data = """
        <table><caption>进度</caption><tr><th>任务</th><th colspan=2>时间</th></tr><tr><td rowspan="2">初审</td>\
        <td>3月<p>1日</p></td><td>16时</td></tr><tr><td>3月2日</td></tr></table>
        """
    let rows = "进度\n任务\t时间\t时间\n初审\t3月 1日\t16时\n初审\t3月2日\n"
    #expect(try text(data) == rows)
    #expect(
        try text("<table><tr><td>菜单</td><td><p>正文一</p><p>正文二</p>\(data)</td></tr></table>") == "菜单\n正文一\n正文二\n" + rows)
    #expect(try text("<table><tr><td>截止</td><td>3月1日</td></tr></table>") == "截止\t3月1日\n")
}

@Test func `a page in gb2312 is read by its bytes, one in another charset is refused`() throws {
    let title: [UInt8] = [0xB9, 0xD8, 0xD3, 0xDA, 0xB1, 0xA8, 0xCB, 0xCD, 0xB5, 0xC4, 0xCD, 0xA8, 0xD6, 0xAA]
    let page = Array("<html><meta charset=gb2312><p>".utf8) + title + Array("</p>".utf8)
    #expect(try DocumentReader.text(page, file: "a").get() == "关于报送的通知\n")
    let big5 = Array("<html><meta charset=\"Big5\"><p>".utf8) + [0xB3, 0x71, 0xAA, 0xBE] + Array("</p>".utf8)
    guard case .failure(let error) = DocumentReader.text(big5, file: "a") else { return #expect(Bool(false), "read") }
    #expect(error.diagnostic.code == "unknown-charset")
    #expect(error.diagnostic.what.en.contains("big5"))
    let marked = Array("\u{FEFF}<html><meta charset=gbk><p>通知</p>".utf8)
    #expect(try DocumentReader.text(marked, file: "a").get() == "通知\n")
}

@Test(arguments: [
    ("<!DOCTYPE html><p>x", true), ("  \n<HTML lang=zh>", true), ("<div class='a'>", true), ("<table>", true),
    ("<?xml version='1.0'?><html>", true), ("<p>", true), ("<h1>", true), ("<2025年3月1日前>", false), ("<px", false),
    ("<program>", false), ("关于<html>的通知", false), ("", false), ("<", false), ("<!-- x --> 文", false),
])
func `a page is told from text by its beginning`(text: String, isHTML: Bool) {
    #expect(DocumentKind.isHTML(text) == isHTML)
}
