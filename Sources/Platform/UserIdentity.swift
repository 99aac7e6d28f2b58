/// Who runs the program: the default author of what is recorded.

import Glibc

public enum UserIdentity {
    /// The operating system's user name, or `uid-NNN` where the number has no name (a container).
    public static var name: String {
        let user = getuid()
        var size = 1024
        while size <= 1 << 20 {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            var name: String?
            let status = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
                guard let start = buffer.baseAddress else { return ENOMEM }
                let status = getpwuid_r(user, &entry, start, size, &found)
                // The name lies in the buffer, so it is copied before the buffer goes.
                if status == 0, found != nil, let text = entry.pw_name { name = String(cString: text) }
                return status
            }
            if let name, !name.isEmpty { return name }
            guard status == ERANGE else { break }
            size *= 2
        }
        return "uid-\(user)"
    }
}
