/// A notice file as what is known from an earlier text, for `draft --compare`.

import Drafting
import Notices

extension Notice {
    /// Each due of each task, in the file's order.
    var knownDeadlines: [KnownDeadline] {
        tasks.flatMap { task in
            let who = task.wordsForWho
            return (task.due.isEmpty ? [DueEntry(rule: .undated)] : task.due).map { entry in
                KnownDeadline(
                    task: task.id, title: task.title, kind: task.kind.rawValue, due: entry.rule,
                    quote: entry.quote ?? task.quote, who: who)
            }
        }
    }

    var head: NoticeHead {
        NoticeHead(
            title: title == DraftNotice.noTitle ? nil : title, number: number, issuer: issuer, issued: issued,
            addressees: addressees, period: period)
    }
}

extension Task {
    /// As the draft noted them; who the selector means cannot be compared with words.
    fileprivate var wordsForWho: KnownDeadline.Who {
        if let note = notes.first(where: { $0.hasPrefix(DraftNotice.whoNote) }) {
            return .words(String(note.dropFirst(DraftNotice.whoNote.count)))
        }
        let isAddressees = inferred.contains {
            $0.key == "who" && $0.reason.hasPrefix(DraftNotice.addresseesReason)
        }
        return isAddressees ? .addressees : .edited
    }
}
