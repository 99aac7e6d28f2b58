// Tables of forms: which form, filled in by whom.
import Testing

@testable import Drafting

private let notice = """
    各单位：
    请于2025年4月11日前完成报表上报工作。
    表号\t表名\t报告期别\t填报单位/统计范围\t页码
    K01表\t单位基本情况\t年报\t各区科协\t11
    X01表\t学会基本情况\t年报\t市级学会\t13
    KX02表\t服务情况\t年报\t同上\t15

    某市科学技术协会
    2025年3月3日
    """

@Test func `a table of forms names each form and who fills it in`() {
    let forms = DraftReader.read(notice).parts.forms
    #expect(forms.map(\.code) == ["K01表", "X01表", "KX02表"])
    #expect(forms.map(\.title) == ["单位基本情况", "学会基本情况", "服务情况"])
    #expect(forms.map(\.who) == ["各区科协", "市级学会", "市级学会"], "同上 is the row above")
    #expect(forms.map(\.position.line) == [4, 5, 6])
}

@Test func `the task that asks for the forms has them in its notes`() {
    let file = DraftNotice.file(DraftReader.read(notice))
    #expect(file.contains("报表：X01表 学会基本情况，由市级学会填报，第5行"), "\(file)")
}

@Test(arguments: ["表号\t表名\t页码\nK01表\t基本情况\t11", "表名，填报单位\n基本情况，各区", "填报单位\t日期\n各区\t3月5日"])
func `a table without forms or without who gives none`(text: String) {
    #expect(DraftReader.read(text).parts.forms.isEmpty)
}
