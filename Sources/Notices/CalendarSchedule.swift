/// The notices of a calendar file together: which of them holds for each festival, and what contradicts itself.

import Deadlines
import Texts

struct CalendarSchedule {
    let notices: [CalendarNotice]
    let week: WorkWeek
    let known: ClosedRange<Day>?
    let problems: DecodingProblems

    private typealias Arranged = (festival: CalendarNotice.Festival, notice: CalendarNotice)

    /// The festivals as they hold: a correction takes the place of what it corrects.
    private var holding: [Arranged] {
        var holding: [Arranged] = []
        for notice in notices {
            let corrected = Set(notice.corrects.map(\.value))
            holding.removeAll {
                $0.notice.year?.value == notice.year?.value && corrected.contains($0.festival.name.value)
            }
            holding += notice.festivals.map { ($0, notice) }
        }
        return holding
    }

    func check(horizon: Span) {
        checkYears(horizon)
        checkCorrections()
        for notice in notices {
            for festival in notice.festivals { check(festival, of: notice) }
        }
        checkOverlaps()
    }

    /// Every year between the first day and the horizon has its notice, and none lies beyond.
    private func checkYears(_ horizon: Span) {
        guard let known else { return }
        let years = Set(notices.compactMap { $0.year?.value })
        for year in known.lowerBound.year...known.upperBound.year where !years.contains(year) {
            problems.error(
                "calendar-year-missing", at: horizon,
                what: Phrase(zh: "缺少\(year)年的放假通知", en: "there is no schedule notice for \(year)"),
                why: Phrase(
                    zh: "日历自\(known.lowerBound.iso)至\(known.upperBound.iso)，每年都须有安排",
                    en: "the calendar claims to know \(known.lowerBound.iso) to \(known.upperBound.iso)"),
                remedy: Phrase(zh: "补上该年，或把 horizon 提前", en: "add that year, or set the horizon earlier"))
        }
        for notice in notices {
            guard let year = notice.year, year.value > known.upperBound.year else { continue }
            problems.warning(
                "calendar-horizon-behind", at: year.span,
                what: Phrase(
                    zh: "\(year.value)年已有安排，horizon 仍是\(known.upperBound.iso)",
                    en: "\(year.value) is arranged, but the horizon is still \(known.upperBound.iso)"),
                why: Phrase(zh: "此后的日期仍会被标为暂定", en: "later dates stay provisional"),
                remedy: Phrase(zh: "把 horizon 改为 \(year.value)-12-31", en: "move the horizon to \(year.value)-12-31"))
        }
    }

    /// A festival is arranged once a year, unless a later notice says that it corrects it.
    private func checkCorrections() {
        var seen: [Int: Set<String>] = [:]
        for notice in notices {
            guard let year = notice.year?.value else { continue }
            let earlier = seen[year, default: []]
            let corrected = Set(notice.corrects.map(\.value))
            for name in notice.corrects where !earlier.contains(name.value) {
                problems.error(
                    "calendar-corrects-nothing", at: name.span,
                    what: Phrase(
                        zh: "此前没有通知安排过\(year)年的“\(name.value)”",
                        en: "no earlier notice arranged “\(name.value)” of \(year)"),
                    remedy: closest(to: name.value, among: earlier.sorted()).map {
                        Phrase(zh: "是否想写“\($0)”？", en: "did you mean “\($0)”?")
                    })
            }
            for festival in notice.festivals where earlier.contains(festival.name.value) {
                guard !corrected.contains(festival.name.value) else { continue }
                problems.error(
                    "calendar-festival-twice", at: festival.name.span,
                    what: Phrase(
                        zh: "\(year)年的“\(festival.name.value)”已有安排",
                        en: "“\(festival.name.value)” of \(year) is arranged already"),
                    remedy: Phrase(
                        zh: "若是更正，在本通知写 corrects: \(festival.name.value)",
                        en: "if this notice corrects it, add corrects: \(festival.name.value)"))
            }
            seen[year, default: []].formUnion(notice.festivals.map(\.name.value))
        }
    }

    private func check(_ festival: CalendarNotice.Festival, of notice: CalendarNotice) {
        for day in festival.work where week.isWorking(day.value.weekday) {
            let weekday = day.value.weekday.name
            problems.error(
                "calendar-make-up-works-anyway", at: day.span,
                what: Phrase(
                    zh: "\(day.value.iso)是\(weekday.zh)，本来就上班",
                    en: "\(day.value.iso) is a \(weekday.en) and works anyway"),
                remedy: Phrase(zh: "核对调休上班的日期", en: "compare the make-up days with the notice"))
        }
        guard let year = notice.year?.value,
            let earliest = Day(year: year - 1, month: 12, day: 1), let latest = Day(year: year + 1, month: 1, day: 31)
        else { return }
        let allowed = earliest...latest
        let distantOff = festival.off.compactMap { range in
            [range.value.lowerBound, range.value.upperBound].first { !allowed.contains($0) }.map { ($0, range.span) }
        }
        let distant = distantOff + festival.work.filter { !allowed.contains($0.value) }.map { ($0.value, $0.span) }
        for (day, span) in distant {
            problems.error(
                "calendar-day-of-another-year", at: span,
                what: Phrase(
                    zh: "\(day.iso)不属于\(year)年的安排", en: "\(day.iso) does not belong to the schedule of \(year)"),
                remedy: Phrase(zh: "核对年份", en: "check the year"))
        }
    }

    /// One day has one meaning.
    private func checkOverlaps() {
        var taken: [Int32: String] = [:]
        func take(_ number: Int32, _ name: String, _ span: Span) {
            guard let other = taken.updateValue(name, forKey: number) else { return }
            let iso = Day(number: number).iso
            problems.error(
                "calendar-days-overlap", at: span,
                what: Phrase(zh: "\(iso)已用于“\(other)”", en: "\(iso) is listed already, under “\(other)”"),
                remedy: Phrase(zh: "一天只列一次；合并的节日写作“甲、乙”", en: "list a day once; write joint festivals as one, with 、"))
        }
        for (festival, _) in holding {
            let name = festival.name.value
            for range in festival.off {
                for number in range.value.lowerBound.number...range.value.upperBound.number {
                    take(number, name, range.span)
                }
            }
            for day in festival.work { take(day.value.number, name, day.span) }
        }
    }

    /// All days that differ from the week or are named, as they hold, ascending.
    func exceptions(names: [String: Located<String>]) -> [WorkCalendar.Exception] {
        reportUnused(names)
        var found: [WorkCalendar.Exception] = []
        for (festival, notice) in holding {
            let name = Phrase(zh: festival.name.value, en: Self.english(festival.name.value, names))
            func add(_ day: Day, works: Bool) {
                found.append(WorkCalendar.Exception(day: day, works: works, name: name, source: notice.number))
            }
            for range in festival.off {
                for number in range.value.lowerBound.number...range.value.upperBound.number {
                    add(Day(number: number), works: false)
                }
            }
            for day in festival.work { add(day.value, works: true) }
        }
        return found.sorted { $0.day < $1.day }
    }

    private func reportUnused(_ names: [String: Located<String>]) {
        let used = Set(notices.flatMap(\.festivals).flatMap { $0.name.value.split(separator: "、").map(String.init) })
        for (name, place) in names where !used.contains(name) {
            problems.warning(
                "calendar-name-unused", at: place.span,
                what: Phrase(zh: "没有名为“\(name)”的节日", en: "no festival is called “\(name)”"),
                remedy: closest(to: name, among: used.sorted()).map {
                    Phrase(zh: "是否想写“\($0)”？", en: "did you mean “\($0)”?")
                })
        }
    }

    /// `国庆节、中秋节` → `National Day and Mid-Autumn Festival`; a name without a translation stays.
    private static func english(_ name: String, _ names: [String: Located<String>]) -> String {
        name.split(separator: "、").map { names[String($0)]?.value ?? String($0) }.joined(separator: " and ")
    }
}
