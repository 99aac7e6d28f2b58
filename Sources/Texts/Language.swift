/// The language that the program speaks to a person.
public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
}
