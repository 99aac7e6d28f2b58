/// How often one address may ask.

import Testing

@testable import HTTP

@Suite struct RateLimitTests {
    private let one = IPAddress("192.0.2.1")!
    private let two = IPAddress("192.0.2.2")!

    @Test func `a burst passes, then as many as refill`() {
        let limit = RateLimit(perSecond: 2, burst: 3)
        #expect((0..<3).allSatisfy { _ in limit.admits(one, now: 0) })
        #expect(!limit.admits(one, now: 0))
        #expect(limit.admits(two, now: 0))
        #expect(!limit.admits(one, now: 499))
        #expect(limit.admits(one, now: 1000))
        #expect(limit.admits(one, now: 1000))
        #expect(!limit.admits(one, now: 1000))
    }

    @Test func `no limit is none`() {
        let limit = RateLimit(perSecond: 0, burst: 1)
        #expect((0..<1000).allSatisfy { _ in limit.admits(one, now: 0) })
    }

    @Test func `a network of IPv6 is one client`() {
        let limit = RateLimit(perSecond: 1, burst: 1)
        #expect(limit.admits(IPAddress("2001:db8:1:2::1")!, now: 0))
        #expect(!limit.admits(IPAddress("2001:db8:1:2:ffff::9")!, now: 0))
        #expect(limit.admits(IPAddress("2001:db8:1:3::1")!, now: 0))
    }

    @Test func `very many addresses do not fill the memory`() {
        let limit = RateLimit(perSecond: 0.001, burst: 1)
        for number in 0..<(RateLimit.capacity * 2) {
            _ = limit.admits(IPAddress("10.\(number >> 16).\(number >> 8 & 255).\(number & 255)")!, now: 0)
        }
        #expect(limit.count <= RateLimit.capacity)
    }
}

@Suite struct IPAddressTests {
    @Test func `an IPv4 address in IPv6 is that address`() {
        #expect(IPAddress("::ffff:127.0.0.1") == IPAddress("127.0.0.1"))
        #expect(IPAddress("127.8.9.1")?.isLoopback == true)
        #expect(IPAddress("::1")?.isLoopback == true)
        #expect(IPAddress("10.0.0.1")?.isLoopback == false)
        #expect(IPAddress("0:0:0:0:0:0:0:1")?.description == "::1")
    }

    @Test(arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.4 ", "::g", "example.org"])
    func `a name is no address`(text: String) { #expect(IPAddress(text) == nil) }
}

@Suite struct ListenAddressTests {
    @Test(arguments: ["127.0.0.1:8080", "[::1]:8080", "unix:/run/duban/web.sock"])
    func `addresses are written as they were read`(text: String) {
        #expect(ListenAddress(text)?.description == text)
        #expect(ListenAddress(text)?.isLocal == true)
    }

    @Test func `every address of the machine`() {
        #expect(ListenAddress(":80") == .ip("::", port: 80))
        #expect(ListenAddress(":80")?.isLocal == false)
        #expect(ListenAddress("0.0.0.0:80")?.isLocal == false)
    }

    @Test(arguments: [
        "", "8080", "localhost:80", "127.0.0.1", "127.0.0.1:70000", "unix:web.sock",
        "unix:/" + String(repeating: "a", count: 120),
    ])
    func `others are refused`(text: String) { #expect(ListenAddress(text) == nil) }
}
