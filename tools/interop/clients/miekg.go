// miekg/dns, which programs in Go use: one exchange over UDP, again over TCP when the answer is truncated, as its users do.
//
//	miekg SERVER PORT NAME[/TXT]...
package main

import (
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"github.com/miekg/dns"
)

const rmx = 65280

func ask(server, name string) (string, error) {
	kind := uint16(rmx)
	if strings.HasSuffix(name, "/TXT") {
		kind = dns.TypeTXT
	}
	query := new(dns.Msg)
	query.SetQuestion(dns.Fqdn(strings.TrimSuffix(name, "/TXT")), kind)
	query.SetEdns0(1232, false)
	client := &dns.Client{Timeout: 3 * time.Second}
	answer, _, fault := client.Exchange(query, server)
	if fault == nil && answer.Truncated {
		client.Net = "tcp"
		answer, _, fault = client.Exchange(query, server)
	}
	if fault != nil {
		return "", fault
	}
	if answer.Rcode != dns.RcodeSuccess {
		return "", fmt.Errorf("%s", dns.RcodeToString[answer.Rcode])
	}
	var octets []string
	for _, record := range answer.Answer {
		if unknown, is := record.(*dns.RFC3597); is && unknown.Hdr.Rrtype == rmx {
			octets = append(octets, strings.ToLower(unknown.Rdata))
		}
		if text, is := record.(*dns.TXT); is {
			rdata := ""
			for _, part := range text.Txt {
				rdata += fmt.Sprintf("%02x%x", len(part), part)
			}
			octets = append(octets, rdata)
		}
	}
	return strings.Join(octets, ","), nil
}

func main() {
	server := net.JoinHostPort(os.Args[1], os.Args[2])
	for _, name := range os.Args[3:] {
		if octets, fault := ask(server, name); fault != nil {
			fmt.Printf("%s\terror\t%s\n", name, fault)
		} else {
			fmt.Printf("%s\trecords\t%s\n", name, octets)
		}
	}
}
