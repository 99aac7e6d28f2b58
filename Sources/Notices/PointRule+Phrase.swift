/// A point rule in a few words.

import Texts

extension PointRule.Rule {
    public var phrase: Phrase {
        switch self {
        case .fixed(let points): Phrase(zh: "\(points.text) 分", en: "\(points.text) points")
        case .range(let least, let most):
            Phrase(zh: "\(least.text)–\(most.text) 分", en: "\(least.text)–\(most.text) points")
        case .each(let points, let cap):
            Phrase(zh: "每项 \(points.text) 分，最多 \(cap.text) 分", en: "\(points.text) points each, \(cap.text) at most")
        case .threshold(let least, let points):
            Phrase(
                zh: "达到 \(least) 得 \(points.text) 分，否则不得分", en: "\(points.text) points for at least \(least), else none"
            )
        case .relative(let least, let most):
            Phrase(zh: "按排名 \(least.text)–\(most.text) 分", en: "\(least.text)–\(most.text) points by rank")
        case .veto: Phrase(zh: "一票否决", en: "veto")
        }
    }
}
