extension RandomAccessCollection where Index == Int {
    /// The first place from which on the test holds, by halving; the end where it holds nowhere. What it holds of must
    /// stand behind all else.
    func partitionPoint(where holds: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
