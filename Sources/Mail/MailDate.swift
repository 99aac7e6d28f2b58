// The date of a letter as RFC 5322 writes it: `Fri, 11 Apr 2025 08:30:00 +0800`.

enum MailDate {
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The seconds that can be written: the years 1970 to 9999.
    static let range: ClosedRange<Int64> = 0...253_402_214_400

    /// `seconds` since 1970 as the clock `offset` seconds east of UTC shows them.
    static func text(seconds: Int64, offset: Int) -> String {
        let local = Int(seconds) + offset
        let day = local >= 0 ? local / 86400 : (local - 86399) / 86400
        let second = local - day * 86400
        let (year, month, number) = civil(day)
        let minutes = abs(offset) / 60
        var out = weekdays[((day % 7) + 7) % 7]
        out += ", "
        add(number, to: &out)
        out += " "
        out += months[month - 1]
        out += " "
        out += String(year)
        out += " "
        add(second / 3600, to: &out)
        out += ":"
        add(second / 60 % 60, to: &out)
        out += ":"
        add(second % 60, to: &out)
        out += offset < 0 ? " -" : " +"
        add(minutes / 60, to: &out)
        add(minutes % 60, to: &out)
        return out
    }

    /// Two digits.
    private static func add(_ number: Int, to out: inout String) {
        out += number < 10 ? "0" : ""
        out += String(number)
    }

    /// Days since 1970-01-01 as year, month and day of the Gregorian calendar. Counted in years that start
    /// in March, where the leap day comes last and 153 days make five months.
    private static func civil(_ day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let ofEra = shifted % 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * ofYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * march + 2) / 5 + 1)
    }
}
