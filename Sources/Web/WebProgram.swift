/// The pages as the daemon's program takes them.

import Commands
import Daemon
import HTTP
import Texts

public enum WebProgram {
    public static func makeHandler(_ context: DaemonProgram.WebContext) throws -> any Handler {
        let log = context.log
        return Site(
            SiteSettings(
                store: context.store, data: context.data, base: context.settings.base,
                office: context.configuration.coordinator?.name ?? "", uploadBytes: context.settings.uploadMiB << 20,
                report: { error, route in
                    let what = ErrorTexts.explain(error).what
                    log(.error, "page-failed", [("route", .text(route)), ("what", .phrase(what))])
                }))
    }
}
