/// Everything that is served, by topic.

import HTTP

enum Routes {
    static func all(_ settings: SiteSettings) -> [Route] {
        Assets.routes + SignInPages.routes + UnitPages.routes(settings) + StoryPages.routes
            + DeskPages.routes(settings) + ReviewPages.routes + NoticePages.routes + OverviewPages.routes
            + FigurePages.routes + LoadPages.routes + FeedRoutes.routes + HealthRoutes.routes + API.routes
    }
}
