/// GB18030 ↔ UTF-8 by the C library, whose tables a static program finds, too.
import Glibc

enum Iconv {
    enum Outcome {
        case text(String)
        /// The offset of the first byte that begins no character.
        case invalid(offset: Int)
        /// The system lacks the conversion.
        case unavailable
    }

    static func gb18030(_ bytes: [UInt8]) -> Outcome {
        switch convert(bytes, from: "GB18030", to: "UTF-8") {
        case .bytes(let converted): .text(String(decoding: converted, as: UTF8.self))
        case .invalid(let offset): .invalid(offset: offset)
        case .unavailable: .unavailable
        }
    }

    /// The text in GB18030; nil when the system lacks the conversion.
    static func encodedGB18030(_ text: String) -> [UInt8]? {
        guard case .bytes(let converted) = convert(Array(text.utf8), from: "UTF-8", to: "GB18030") else { return nil }
        return converted
    }

    private enum Conversion {
        case bytes([UInt8])
        case invalid(offset: Int)
        case unavailable
    }

    private static func convert(_ bytes: [UInt8], from source: String, to target: String) -> Conversion {
        let handle = iconv_open(target, source)
        // iconv_open's failure is the pointer -1.
        guard let handle, Int(bitPattern: handle) != -1 else { return .unavailable }
        defer { iconv_close(handle) }
        // iconv never writes to its input; its C signature only lacks the const.
        var input = bytes
        return input.withUnsafeMutableBytes { whole in
            var output: [UInt8] = []
            output.reserveCapacity(whole.count * 3 / 2)
            var next = whole.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = whole.count
            var buffer = [CChar](repeating: 0, count: 64 << 10)
            while left > 0 {
                let (result, error) = buffer.withUnsafeMutableBytes { room in
                    var place = room.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var free = room.count
                    let result = iconv(handle, &next, &left, &place, &free)
                    let error = errno
                    output.append(contentsOf: room.prefix(room.count - free))
                    return (result, error)
                }
                // E2BIG asks for room and gets it in the next turn; EILSEQ and EINVAL are bad or cut characters.
                if result == -1, error != E2BIG { return .invalid(offset: whole.count - left) }
            }
            return .bytes(output)
        }
    }
}
