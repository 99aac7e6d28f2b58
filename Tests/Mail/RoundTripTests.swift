// Random letters come back to the letter from a reader that shares nothing with the encoder.
import Mail
import TestSupport
import Testing

private let characters = Array("aZ09 .=?_-\"\\<>@,;:()督办通知，。：（）é𠮷👩‍👧 ")
private let breaks = ["\n", "\r\n", "\r", " \n", "\t\n", "\n.\n"]

private func line(_ numbers: inout SplitMix64, upTo limit: Int) -> String {
    let ascii = Bool.random(using: &numbers)
    let drawn = (0..<Int.random(in: 0...limit, using: &numbers)).map { _ in
        characters.randomElement(using: &numbers) ?? "a"
    }
    return String(ascii ? drawn.filter(\.isASCII) : drawn)
}

/// Each line end as CRLF.
private func normalised(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
        if scalar == "\r" || (scalar == "\n" && previous != "\r") {
            out.append(contentsOf: "\r\n".unicodeScalars)
        } else if scalar != "\n" {
            out.append(scalar)
        }
        previous = scalar
    }
    return String(out)
}

@Test(arguments: 0..<300)
func `a random letter comes back to the letter`(seed: Int) throws {
    var numbers = SplitMix64(UInt64(seed))
    var message = try plainLetter()
    message.subject = line(&numbers, upTo: 120)
    message.plainText = (0..<8).map { _ in line(&numbers, upTo: 160) + (breaks.randomElement(using: &numbers) ?? "") }
        .joined()
    if Bool.random(using: &numbers) { message.html = line(&numbers, upTo: 300) }
    let wire = try text(message)
    #expect(WireDecoder.words(try header("Subject", message) ?? "") == message.subject)
    let expected = [message.plainText, message.html].compactMap { $0 }.map(normalised)
    let read = WireDecoder.bodies(wire)
    // Quoted-printable ends the last line; base64 does not.
    #expect(read.count == expected.count)
    for (one, other) in zip(read, expected) { #expect(one == other || one == other + "\r\n") }
    try checkWire(message)
    #expect(try message.encoded() == message.encoded())
}
