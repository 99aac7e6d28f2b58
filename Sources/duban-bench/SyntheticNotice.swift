/// Notices and rosters made up for the benchmark, as files that are loaded like any other.

struct Shape {
    /// How many notices, tasks in each, and units bound by each task.
    var notices: Int
    var tasks: Int
    var units: Int

    var assignments: Int { notices * tasks * units }
    var name: String { "\(notices)x\(tasks)x\(units)" }

    init(_ notices: Int, _ tasks: Int, _ units: Int) {
        self.notices = notices
        self.tasks = tasks
        self.units = units
    }

    /// `100x5x100`.
    init?(_ text: String) {
        let parts = text.split(separator: "x").compactMap { Int($0) }
        guard parts.count == 3, parts.allSatisfy({ $0 > 0 }), parts[1] <= 5 else { return nil }
        self.init(parts[0], parts[1], parts[2])
    }
}

struct SyntheticNotice {
    let shape: Shape

    func id(_ number: Int) -> String { "bench-\(padded(number, 4))" }

    /// Of 1 parent for every 20 units; the units' mailboxes are at example.org.
    var roster: String {
        var lines = ["code,name,kind,level,parent,region,tags,mail,phone,creditCode,joins,leaves"]
        for parent in 0..<parents {
            lines.append("P\(padded(parent, 4)),第\(parent + 1)主管局,bureau,city,,,,p\(parent)@example.org,,,,")
        }
        for unit in 0..<shape.units {
            lines.append(
                "\(code(unit)),第\(unit + 1)填报单位,office,county,P\(padded(unit % parents, 4)),,,u\(unit)@example.org,,,,")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func code(_ unit: Int) -> String { "U\(padded(unit, 5))" }

    private var parents: Int { max(1, shape.units / 20) }

    /// Issued on 2025-01-06. Dues are working days spread over the months from March to July, another one for each notice.
    func file(_ number: Int) -> String {
        let head = """
            notice: \(id(number))
            title: 关于报送第\(number)批年度统计材料的通知
            issuer: 合成办公室
            issued: 2025-01-06
            language: zh
            calendar: cn
            contacts:
              - {office: 统计科, phone: 0000-0000001, mail: office@example.org}
            channels:
              system: {kind: system, title: 填报平台, address: "https://report.example.org"}
            tasks:

            """
        return head + (0..<shape.tasks).map { task($0, of: number) }.joined()
    }

    private func task(_ place: Int, of number: Int) -> String {
        let due = "2025-\(padded(3 + (number / 20 + place) % 5, 2))-\(padded(3 + number % 20, 2))"
        let rule = "\(due) roll following"
        switch place {
        case 0:
            return """
                  summary:
                    title: 年度工作总结
                    kind: submission
                    who: {kind: office}
                    due: \(rule)
                    deliver:
                      text: {title: 年度工作总结, format: word, name: "{unit}年度工作总结", channel: system}

                """
        case 1:
            return """
                  data:
                    title: 年度基础数据
                    kind: submission
                    who: {kind: office}
                    due: \(rule)
                    deliver:
                      table: {title: 基础数据表, format: spreadsheet, channel: system}
                    review: parent

                """
        case 2:
            return """
                  scan:
                    title: 盖章扫描件
                    kind: sealedScan
                    who: {kind: office}
                    after: accepted(data)
                    due: \(rule)
                    deliver:
                      scan: {title: 扫描件, format: scan, seal: stamp, channel: system}

                """
        default:
            return """
                  part\(place):
                    title: 第\(place)项材料
                    kind: submission
                    who: {kind: office}
                    due: \(rule)

                """
        }
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
