// How numbers are printed: medians, percentages, Wilson's interval.

extension Recounted {
    func spread(_ text: inout [String: String], _ key: String, _ list: [Int]) {
        let sorted = list.sorted()
        let count = sorted.count
        text[key + "Median"] = ""
        text[key + "Mean"] = ""
        text[key + "P90"] = ""
        text[key + "Max"] = ""
        guard count > 0 else { return }
        let twice = sorted[(count - 1) / 2] + sorted[count / 2]
        text[key + "Median"] = twice % 2 == 0 ? "\(twice / 2)" : "\(twice / 2).5"
        text[key + "Mean"] = hundredths(sorted.reduce(0, +), count)
        text[key + "P90"] = String(sorted.first { value in 10 * sorted.count { $0 <= value } >= 9 * count }!)
        text[key + "Max"] = String(sorted[count - 1])
    }

    func percent(_ top: Int, _ bottom: Int) -> String {
        if bottom == 0 { return "" }
        let tenths = (2 * 1000 * top + bottom) / (2 * bottom)
        return "\(tenths / 10).\(tenths % 10)"
    }

    func hundredths(_ top: Int, _ bottom: Int) -> String {
        if bottom == 0 { return "" }
        let value = (2 * 100 * top + bottom) / (2 * bottom)
        return "\(value / 100)." + (value % 100 < 10 ? "0" : "") + "\(value % 100)"
    }

    /// Wilson 1927, in the form of Newcombe 1998.
    func interval(_ top: Int, _ bottom: Int) -> (String, String) {
        if bottom == 0 { return ("", "") }
        let (n, p, z) = (Double(bottom), Double(top) / Double(bottom), 1.959963984540054)
        let middle = 2 * n * p + z * z
        let spread = z * (z * z + 4 * n * p * (1 - p)).squareRoot()
        func shown(_ share: Double) -> String {
            let tenths = Int((min(1, max(0, share)) * 1000).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
        return (shown((middle - spread) / (2 * (n + z * z))), shown((middle + spread) / (2 * (n + z * z))))
    }
}
