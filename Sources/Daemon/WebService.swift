/// The web server beside the engine: made from the configuration, stopped with the daemon.

import Glibc
import HTTP
import Mail
import Platform
import Terminal
import Texts

final class WebService {
    private let server: Server

    /// - Parameter handler: what answers the requests.
    init(_ settings: WebSettings, handler: any Handler, log: Log) throws {
        Self.raiseDescriptorLimit()
        var server = ServerSettings(listen: settings.listen)
        server.limits = settings.limits
        server.proxies = Set(settings.proxies)
        server.tls = try settings.tls.map { files in
            ServerSettings.TLSFiles(
                certificate: try Self.text(files.certificate), key: try Self.text(files.key))
        }
        do {
            self.server = try Server(server, handler: handler) { log.access($0) }
        } catch {
            throw Failure(.unavailable, error.what, why: error.why, remedy: error.remedy)
        }
        log.info(
            "serving",
            [
                "at": .text(self.server.addresses.map(\.description).joined(separator: " ")),
                "tls": .text(server.tls == nil ? "no" : "yes"), "url": .text(settings.url ?? "none"),
            ])
    }

    func stop() { server.stop() }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    }

    /// A connection is a descriptor: as many as the system lets this process have.
    private static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max
        else {
            return
        }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

extension Log {
    /// One line for one request: the route, never the address with what stands in it. What only looks is told in detail
    /// (`debug`) only.
    fileprivate func access(_ record: AccessRecord) {
        let isChange = record.method != "GET" && record.method != "HEAD"
        let level: Level = record.status >= 500 ? .error : isChange || record.status == 0 ? .info : .debug
        self(
            level, "request",
            [
                ("method", .text(record.method)), ("route", .text(record.route)),
                ("status", LogValue(Int(record.status))),
                ("bytes", LogValue(record.bytes)), ("took-us", LogValue(record.microseconds)),
                ("account", .text(record.account)),
            ])
    }
}
