/// The part of the site that programs use.

enum API {
    static var routes: [Route] { CommandRoute.routes }
}
