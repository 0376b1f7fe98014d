#!/usr/bin/env perl
# g-counter, wrong: passes each addition on to everyone, and adds up what it hears, be it for the first or the second time. Right on
# a network that delivers everything once; not on one that doubles or loses.
use strict;
use warnings;
use JSON::PP;

$| = 1;
my ($me, @peers);
my $sum = 0;

sub send_to {
    my ($dest, $body) = @_;
    print encode_json({src => $me, dest => $dest, body => $body}), "\n";
}

while (my $line = <STDIN>) {
    my $message = decode_json($line);
    my $body    = $message->{body};
    my %reply   = (type => "$body->{type}_ok", in_reply_to => $body->{msg_id});
    if ($body->{type} eq 'init') {
        $me    = $body->{node_id};
        @peers = grep { $_ ne $me } @{$body->{node_ids}};
    }
    elsif ($body->{type} eq 'add') {
        $sum += $body->{delta};
        send_to($_, {type => 'more', delta => $body->{delta}}) for @peers;
    }
    elsif ($body->{type} eq 'read') {
        $reply{value} = $sum;
    }
    else {
        $sum += $body->{delta};
        next;
    }
    send_to($message->{src}, \%reply);
}
