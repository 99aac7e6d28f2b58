/// A Chinese and an English notice with units in every situation that letters speak of.

import Deadlines
import Notices
import Reminders
import Texts
import Workflow

enum LetterSample {
    static let parent = Unit(code: "00", name: "重庆市科学技术协会", level: .province, mailboxes: ["a@example.org"])
    static let district = Unit(
        code: "11", name: "渝中区科学技术协会", kind: "association", level: .county, parent: "00",
        mailboxes: ["b@example.org"], phone: "023-5550 0111")
    static let society = Unit(code: "21", name: "重庆市力学学会", kind: "society", parent: "00", phone: "023-5550 0121")
    static let museum = Unit(code: "31", name: "Harbour Science Museum", kind: "museum", parent: "00")
    static let roster = Roster(units: [parent, district, society, museum])

    static let chinese = Notice(
        id: "cq", number: "渝科协发〔2025〕9号", title: "关于组织开展中国科协系统2024年度综合统计调查工作的通知", issuer: "重庆市科学技术协会",
        issued: Sample.day("2025-03-10"), period: Sample.day("2024-01-01")...Sample.day("2024-12-31"),
        closes: Sample.day("2025-11-30"),
        contacts: [
            Contact(office: "重庆市科协科技服务中心", phone: "023-5550 0101", about: "系统操作、用户名查询、密码重置"),
            Contact(office: "重庆市科协战略发展部", mail: "tongji@example.org", about: "统计工作"),
        ],
        channels: [
            Channel(id: "system", kind: .system, title: "中国科协智慧统计系统", address: "http://kxtj.example.org/bi"),
            Channel(id: "box", kind: .mailbox, title: "统计工作邮箱", address: "tongji@example.org"),
        ],
        indicators: [
            Indicator(
                id: "A1-1", title: "科普信息化",
                points: [PointRule(rule: .each(Points(tenths: 5), cap: Points(tenths: 25)), text: "每项0.5分")])
        ], tasks: [directory, forms, scan],
        consequences: ["《中华人民共和国统计法》第七条：不得迟报、拒报统计资料。"])

    private static let directory = Task(
        id: "directory", title: "名录核查", kind: .directoryCheck, who: .everyone,
        deliver: [
            Deliverable(id: "account", title: "账号信息核实、上报", formats: [.online], channel: "system"),
            Deliverable(
                id: "code", title: "统一社会信用代码核对", formats: [.online], channel: "system",
                note: "18位，末位校验（GB 32100-2015）；尚未领取的填写原组织机构代码，或用临时代码"),
        ],
        nilAllowed: false, notes: ["登录用户名沿用原登录名；初次登录后准确填写或修改联系信息。"])

    private static let forms = Task(
        id: "forms", title: "统计报表填报、上传", kind: .submission, who: .everyone,
        deliver: [
            Deliverable(id: "k01", title: "调查单位基本情况（K01-01表）", formats: [.online], channel: "system", evidence: "101"),
            Deliverable(
                id: "summary", title: "统计工作总结", formats: [.word, .pdf], name: "{unit}{year}年度统计工作总结",
                channel: "box", seal: .stamp, limit: 1000),
            Deliverable(
                id: "photos", title: "工作照片", formats: [.photo], count: 3...5, channel: "box", required: false,
                who: UnitSelector(kinds: ["association"])),
        ],
        review: [ReviewLevel(reviewer: .parent)])

    private static let scan = Task(
        id: "scan", title: "盖章扫描件报送", kind: .sealedScan, who: .everyone,
        deliver: [Deliverable(id: "scan", title: "签字盖章的报表", formats: [.scan], channel: "box", seal: .both)],
        quota: Quota(count: 6, unit: "家", source: .own), indicator: "A1-1")

    static let english = Notice(
        id: "en", number: "2025-17", title: "Annual data of science museums for 2024", issuer: "Museum Board",
        issued: Sample.day("2025-03-10"), period: Sample.day("2024-01-01")...Sample.day("2024-12-31"),
        language: .english, contacts: [Contact(office: "Museum Board, statistics", phone: "555 0199")],
        channels: [
            Channel(id: "portal", kind: .system, title: "Museum portal", address: "https://museums.example.org")
        ],
        tasks: [
            Task(
                id: "data", title: "Basic data and summary", kind: .submission, who: .everyone,
                deliver: [
                    Deliverable(id: "tables", title: "Tables 1 to 7", formats: [.online], channel: "portal"),
                    Deliverable(
                        id: "summary", title: "Annual summary", formats: [.word, .pdf], name: "{unit} {item} {year}",
                        channel: "portal", seal: .signature, limit: 1000),
                ],
                review: [ReviewLevel(reviewer: .parent)], notes: ["A museum with several sites reports each site."])
        ])

    static let book = LetterBook(
        notices: [chinese, english], roster: roster, language: .chinese, clock: Sample.clock)

    static func subject(
        _ id: AssignmentID, _ notice: String, _ task: String, _ unit: Unit, due: String?, item: String? = nil,
        state: State = .open, _ adjust: (inout Status) -> Void = { _ in }
    ) -> Subject {
        let end = due.map(Sample.end)
        var status = Status()
        status.state = state
        status.effectiveDue = end
        status.extendedDue = end
        adjust(&status)
        let assignment = Assignment(
            id: id, notice: notice, task: task, unit: unit.code, item: item, reviewers: ["00"],
            opens: Sample.at("2025-03-10 00:00"), due: end)
        return Subject(assignment: assignment, status: status, made: Sample.at("2025-03-12 09:00"))
    }

    static func line(
        _ stage: Stage, _ subject: Subject, _ unit: Unit, part: Part = .own, to recipient: String? = nil,
        isEscalated: Bool = false, unreached: Unreached? = nil, told: DueVersion? = nil, remark: String? = nil,
        by: String? = nil
    ) -> Line {
        let target = Target(
            part == .watch ? .coordinator : .unit(recipient ?? unit.code), part, isEscalated: isEscalated,
            unreached: unreached)
        let owed = Owed(stage: stage, at: Sample.at("2025-04-07 08:30"), version: subject.version, told: told)
        return Line(target, owed, subject, unit: unit, remark: remark, decidedBy: by)
    }

    static func composer(_ now: String, isRedirected: Bool = false) -> Composer {
        Composer(book, at: Sample.at(now), office: "重庆市科协统计工作办公室", isRedirected: isRedirected)
    }

    /// The one letter that these lines make; that of a new notice carries its calendar.
    static func letter(_ lines: [Line], at now: String) -> Letter? {
        let batch = Batch(lines, at: Sample.at(now), clock: Sample.clock) { _ in
            .none
        } tells: { _, _ in
            false
        }
        return batch.digests.first.map { composer(now).letter($0, carriesCalendar: $0.kind == .newNotice) }
    }
}
