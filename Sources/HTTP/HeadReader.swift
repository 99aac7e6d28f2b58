/// Takes a request's head out of the library.

import CMicroHTTPD
import Glibc
import Platform

struct HeadReader {
    let library: HTTPLibrary
    let proxies: Set<IPAddress>
    let isTLS: Bool

    /// Nil when a name or value is no UTF-8, there are too many, or more than one host.
    func head(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, url: UnsafePointer<CChar>, peer: IPAddress?
    ) -> Request.Head? {
        guard let method = String(validatingCString: method), let path = String(validatingCString: url),
            let headers = values(of: connection, .HEADER_KIND, lowering: true),
            let query = values(of: connection, .GET_ARGUMENT_KIND),
            let cookies = values(of: connection, .COOKIE_KIND), headers.count(where: { $0.name == "host" }) <= 1
        else { return nil }
        let isProxied = peer.map { proxies.contains($0) } ?? true
        return Request.Head(
            method: method, path: path.split(separator: "/").map(String.init), query: query, headers: headers,
            cookies: cookies, client: isProxied ? forwarded(headers) ?? peer : peer,
            isSecure: isTLS || (isProxied && headers.contains { $0 == ("x-forwarded-proto", "https") }))
    }

    /// The last address that no trusted proxy has: what stands before it anybody may have written.
    private func forwarded(_ headers: [(name: String, value: String)]) -> IPAddress? {
        let hops = headers.filter { $0.name == "x-forwarded-for" }.flatMap { $0.value.split(separator: ",") }
        for hop in hops.reversed() {
            guard let address = IPAddress(String(hop.filter { $0 != " " })) else { return nil }
            if !proxies.contains(address) { return address }
        }
        return nil
    }

    private func values(
        of connection: OpaquePointer, _ kind: MHD_ValueKind, lowering: Bool = false
    ) -> [(name: String, value: String)]? {
        var collected = Collected(lowering: lowering)
        withUnsafeMutablePointer(to: &collected) { pointer in
            _ = library.table.pointee.values(connection, kind, takeValue, pointer)
        }
        return collected.isSound ? collected.values : nil
    }
}

private struct Collected {
    let lowering: Bool
    var values: [(name: String, value: String)] = []
    var isSound = true

    static let limit = 200

    mutating func take(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Bool {
        guard values.count < Self.limit, let name = String(validating: key, as: UTF8.self),
            let text = String(validating: value, as: UTF8.self)
        else {
            isSound = false
            return false
        }
        values.append((lowering ? name.lowercased() : name, text))
        return true
    }
}

private func takeValue(
    _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ key: UnsafePointer<CChar>?, _ keySize: Int,
    _ value: UnsafePointer<CChar>?, _ valueSize: Int
) -> MHD_Result {
    guard let context else { return .NO }
    let collected = context.assumingMemoryBound(to: Collected.self)
    let isTaken = collected.pointee.take(
        UnsafeRawBufferPointer(start: key, count: keySize), UnsafeRawBufferPointer(start: value, count: valueSize))
    return isTaken ? .YES : .NO
}
