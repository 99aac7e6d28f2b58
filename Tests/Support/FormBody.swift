/// Forms as browsers send them.

public enum FormBody {
    public static let urlEncodedType = "application/x-www-form-urlencoded"
    public static let boundary = "----duban7MA4YWxkTrZu0gW"
    public static let multipartType = "multipart/form-data; boundary=\(boundary)"

    public static func urlEncoded(_ fields: [(String, String)]) -> [UInt8] {
        Array(fields.map { "\(percent($0))=\(percent($1))" }.joined(separator: "&").utf8)
    }

    /// Every byte that is no letter or digit is written as `%XX`.
    public static func percent(_ text: String) -> String {
        text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: out.unicodeScalars.append(Unicode.Scalar(byte))
            default: out += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    public struct File: Sendable {
        public let field: String
        public let name: String
        public let bytes: [UInt8]

        public init(_ field: String, _ name: String, _ bytes: [UInt8]) {
            self.field = field
            self.name = name
            self.bytes = bytes
        }
    }

    /// - Parameter isWhole: with the line that ends it.
    public static func multipart(_ fields: [(String, String)], _ files: [File] = [], isWhole: Bool = true) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        for file in files {
            body +=
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n"
                .utf8
            body += "Content-Type: application/octet-stream\r\n\r\n".utf8
            body += file.bytes
            body += "\r\n".utf8
        }
        if isWhole { body += "--\(boundary)--\r\n".utf8 }
        return body
    }
}
