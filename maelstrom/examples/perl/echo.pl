#!/usr/bin/env perl
# echo: says back what it is told.
use strict;
use warnings;
use JSON::PP;

$| = 1;
while (my $line = <STDIN>) {
    my $message = decode_json($line);
    my $body    = $message->{body};
    my %reply   = (%$body, type => "$body->{type}_ok", in_reply_to => $body->{msg_id});
    %reply = (type => 'init_ok', in_reply_to => $body->{msg_id}) if $body->{type} eq 'init';
    print encode_json({src => $message->{dest}, dest => $message->{src}, body => \%reply}), "\n";
}
