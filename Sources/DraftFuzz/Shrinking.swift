/// A failing text made smaller as long as it fails.

public enum Shrinking {
    /// Leaves out ever smaller pieces.
    ///
    /// - Parameters:
    ///   - tries: how many texts are tried at most.
    ///   - fails: whether a text still fails in the same way.
    public static func smallest(_ text: String, tries: Int, fails: (String) throws -> Bool) rethrows -> String {
        var scalars = Array(text.unicodeScalars)
        var left = tries
        var size = scalars.count / 2
        while size > 0 {
            var place = 0
            while place < scalars.count {
                guard left > 0 else { return string(scalars) }
                left -= 1
                var shorter = scalars
                shorter.removeSubrange(place..<min(place + size, scalars.count))
                if try fails(string(shorter)) { scalars = shorter } else { place += size }
            }
            size /= 2
        }
        return string(scalars)
    }
}
