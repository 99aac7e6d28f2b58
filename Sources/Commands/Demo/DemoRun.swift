/// The demo's clock: loads the notices on their days, lets units and reviewers act, runs the engine's own ticks.

import Deadlines
import Engine
import Ledger
import Mail
import Notices
import Office
import Reminders
import Terminal
import Texts
import Workflow

/// A notice of the demo and the stretch of its real life that is played.
struct DemoNotice {
    let id: String
    /// The day on which it is loaded: its issue date where the text prints one, else shortly before its first date.
    let loads: String
    let ends: String

    static let all = [
        DemoNotice(id: "kaifu-demo-2022", loads: "2022-04-28", ends: "2022-12-31"),
        DemoNotice(id: "quzhou-bases-2023", loads: "2023-01-09", ends: "2023-07-31"),
        DemoNotice(id: "henan-museums-2023", loads: "2024-01-08", ends: "2024-03-15"),
        DemoNotice(id: "chongqing-statistics-2024", loads: "2025-03-10", ends: "2025-07-31"),
        DemoNotice(id: "tianjin-statistics-2024", loads: "2025-04-15", ends: "2025-07-31"),
    ]
}

struct DemoCounts {
    var events = 0
    var letters = 0
    var refused = 0
    var returns = 0
}

final class DemoRun {
    private let store: LedgerStore
    private let office: Office
    private let engine: Engine
    private let transport: DemoTransport
    private let inputs: [String: LoadInput]
    private let cast: DemoCast
    private let zone: Zone
    private let calendar: WorkCalendar
    private let console: Console
    private var loaded: Set<String> = []
    private var scenes: [DemoScene]
    var counts = DemoCounts()
    /// Letters to be shown at the end.
    var samples: [Message] { transport.samples }

    init(
        store: LedgerStore, inputs: [String: LoadInput], mail: String, refusing: Set<String>, settings: EngineSettings,
        seed: UInt64, console: Console
    ) {
        self.store = store
        self.inputs = inputs
        self.console = console
        zone = settings.clock.zone
        calendar = settings.clock.calendar
        office = Office(store, author: "demo", source: .demo)
        engine = Engine(store, settings: settings, source: .demo)
        transport = DemoTransport(path: mail, refusing: refusing)
        cast = DemoCast(seed: seed, calendar: calendar, zone: zone)
        scenes = DemoScript.scenes.sorted { $0.at < $1.at }
    }

    /// Plays every working day from the first notice to the last.
    func run() throws {
        let days = playedDays()
        for (index, day) in days.enumerated() {
            console.progress(Phrase(zh: "演示 \(day.iso)", en: "playing \(day.iso)"), done: index, of: days.count)
            try play(day)
        }
        console.endProgress()
    }

    /// The working days of the notices' lives; what lies between them is skipped.
    private func playedDays() -> [Day] {
        var days: Set<Day> = []
        for notice in DemoNotice.all {
            guard let first = Day(iso: notice.loads), let last = Day(iso: notice.ends) else { continue }
            var day = calendar.firstWorkingDay(onOrAfter: first)
            while day <= last {
                days.insert(day)
                day = calendar.adding(workingDays: 1, to: day)
            }
        }
        return days.sorted()
    }

    /// The morning's letters, then three turns of what people do, each followed by the letters that it brings.
    private func play(_ day: Day) throws {
        try tick(at: moment(day, 8, 30))
        try loadNotices(of: day)
        for (hour, minute) in [(10, 10), (14, 20), (16, 40)] {
            let now = moment(day, hour, minute)
            try playScenes(until: now)
            try act(at: now)
            try tick(at: now)
        }
    }

    private func moment(_ day: Day, _ hour: Int, _ minute: Int) -> Instant {
        zone.instant(of: day, at: TimeOfDay(hour: hour, minute: minute) ?? .midnight)
    }

    private func tick(at now: Instant) throws {
        let tick = try engine.tick(now: now)
        let waits = try store.nextAttempt().map { $0 <= now } ?? false
        guard tick.planned > 0 || waits else { return }
        let sent = try engine.send(through: transport, now: { now })
        counts.letters += sent.accepted
        counts.refused += sent.refused
    }

    private func loadNotices(of day: Day) throws {
        for notice in DemoNotice.all where !loaded.contains(notice.id) {
            guard let first = Day(iso: notice.loads), first <= day, let input = inputs[notice.id] else { continue }
            let now = moment(day, 9, 0)
            let proposal = try office.propose(input, now: now)
            let result = try office.apply(proposal, reason: "demo", now: now)
            loaded.insert(notice.id)
            say(
                day,
                Phrase(
                    zh: "加载《\(input.notice.title)》：\(result.added) 项任务",
                    en: "loads \(notice.id): \(result.added) assignments"))
            try tick(at: now)
        }
    }

    private func playScenes(until now: Instant) throws {
        while let scene = scenes.first, let at = try? zone.parse(scene.at).get().instant, at <= now {
            scenes.removeFirst()
            try scene.act(DemoStage(office: office, inputs: inputs, now: now))
            say(zone.day(of: now), scene.title)
        }
    }

    private func say(_ day: Day, _ what: Phrase) {
        console.print(Phrase(zh: "\(day.iso)  \(what.zh)", en: "\(day.iso)  \(what.en)"))
        console.flush()
    }

    /// Everybody whose moment has come acts; a notice's steps of one moment are recorded together.
    private func act(at now: Instant) throws {
        for notice in DemoNotice.all where loaded.contains(notice.id) {
            guard let last = Day(iso: notice.ends), zone.day(of: now) <= last, let input = inputs[notice.id] else {
                continue
            }
            let tasks = Dictionary(input.notice.tasks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            var steps: [StepRequest] = []
            for row in try store.assignments(.notice(notice.id)) where row.status.state.isOutstanding {
                guard let task = tasks[row.assignment.task], !task.isDerived,
                    let what = cast.action(row, isOptional: task.optional, isNilAllowed: task.nilAllowed, at: now)
                else { continue }
                steps.append(StepRequest(row.id, filled(what, task), at: now))
                if case .returned = what { counts.returns += 1 }
            }
            guard !steps.isEmpty else { continue }
            counts.events += try office.record(steps, now: now).events.count
        }
    }

    /// A quota is met in a few large steps.
    private func filled(_ what: What, _ task: Task) -> What {
        guard case .submitted(var submission) = what, let quota = task.quota else { return what }
        submission.isNil = false
        submission.count = max(1, quota.count / 4 + 1)
        return .submitted(submission)
    }
}
