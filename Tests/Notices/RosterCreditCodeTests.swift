import Notices
import Testing

/// Weights as GB 32100-2015 prints them, and the characters in the order of their values.
private let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
private let characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

private func complete(_ body: String) -> String {
    let values = body.map { character in characters.prefix { $0 != character }.count }
    let rest = zip(values, weights).map(*).reduce(0, +) % 31
    let check = rest == 0 ? 0 : 31 - rest
    return body + String(characters[characters.index(characters.startIndex, offsetBy: check)])
}

@Test(arguments: [
    "91350100M000100Y4", "11100000000013127", "12100000400000624", "51500000504123456", "00000000000000000",
    "YYYYYYYYYYYYYYYYY",
])
func `a code with the right check character is taken, every other one names it`(body: String) throws {
    let good = complete(body)
    #expect(try CreditCode(good).text == good)
    #expect(try CreditCode(good.lowercased()).text == good)
    let right = try #require(good.last)
    for wrong in characters where wrong != right {
        #expect(throws: CreditCode.Problem.check(expected: right)) { try CreditCode(body + String(wrong)) }
    }
}

@Test func `the published example holds`() {
    #expect(complete("91350100M000100Y4") == "91350100M000100Y43")
}

@Test func `two swapped neighbours and one wrong character are found`() {
    let good = Array("91350100M000100Y43")
    for index in 0..<17 {
        var swapped = good
        swapped.swapAt(index, index + 1)
        if good[index] != good[index + 1] {
            #expect(throws: CreditCode.Problem.self) { try CreditCode(String(swapped)) }
        }
        var wrong = good
        wrong[index] = good[index] == "7" ? "8" : "7"
        #expect(throws: CreditCode.Problem.self) { try CreditCode(String(wrong)) }
    }
}

@Test func `what is no such code is refused with the reason`() {
    #expect(throws: CreditCode.Problem.length(3)) { try CreditCode("123") }
    #expect(throws: CreditCode.Problem.character("O", at: 9)) { try CreditCode("91350100O000100Y43") }
    #expect(throws: CreditCode.Problem.character("１", at: 2)) { try CreditCode("9１350100M000100Y43") }
    #expect(CreditCode.Problem.check(expected: "3").phrase.zh == "按 GB 32100-2015 校验码应为“3”。")
    #expect(CreditCode.Problem.length(3).phrase.en == "It has 3 characters, not 18.")
}
