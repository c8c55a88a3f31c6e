"""score.py OUT [label]: table of the measures of the issue by seen/unseen and html/text."""
import sys,os,json,glob
sys.path.insert(0,'/work/shared/corpus')
import score as S
def rows(out):
    groups={l.split('\t')[0]:l.rstrip('\n').split('\t') for l in open('/work/shared/corpus/GROUPS.tsv') if not l.startswith('id\t')}
    rs=[]
    for f in sorted(glob.glob('/work/shared/corpus/gold/*.json')):
        g=json.load(open(f)); p=os.path.join(out,g['id']+'.json')
        if not os.path.exists(p):
            c=glob.glob(os.path.join(out,g['file'].rsplit('.',1)[0]+'.json')); p=c[0] if c else p
        if not os.path.exists(p): o={}
        else: o=json.load(open(p))
        r=S.score_one(g,o); r['id']=g['id']; r['kind']='html' if g['kind']=='html' else 'text'; r['seen']=groups[g['id']][2]=='yes'; r['group']=groups[g['id']][1]
        rs.append(r)
    return rs
COLS=['title','date_present','source_present','byline_present','body_f1','min_body','n<.85','bound_f1','head_f1','level','runin_f1','special_acc','leak_out','loss','invent_by']
def table(rs):
    def mean(v): v=[x for x in v if x is not None]; return sum(v)/len(v) if v else float('nan')
    res={}
    for name,sel in [('seen html',lambda r:r['seen'] and r['kind']=='html'),('seen text',lambda r:r['seen'] and r['kind']=='text'),('UNSEEN html',lambda r:not r['seen'] and r['kind']=='html'),('UNSEEN text',lambda r:not r['seen'] and r['kind']=='text'),('UNSEEN all',lambda r:not r['seen'])]:
        q=[r for r in rs if sel(r)]; d={}
        for c in ['title','date_present','source_present','byline_present','body_f1','bound_f1','head_f1','runin_f1','special_acc','leak_out','loss']: d[c]=mean([r.get(c) for r in q])
        b=[r['body_f1'] for r in q if r.get('body_f1') is not None]; d['min_body']=min(b); d['n<.85']=sum(x<.85 for x in b)
        H=[sum(r['_h'][i] for r in q if '_h' in r) for i in range(5)]; d['level']=H[3]/max(1,H[4])
        inv=[r for r in q if r.get('byline') is not None and r.get('byline_present') is None]; d['invent_by']=1-mean([r['byline'] for r in inv])
        res[name]=(len(q),d)
    print('%-12s %3s '%('','n')+' '.join('%7s'%c[:7] for c in COLS))
    for k,(n,d) in res.items(): print('%-12s %3d '%(k,n)+' '.join('%7.4f'%d[c] if c!='n<.85' else '%7d'%d[c] for c in COLS))
    return res
if __name__=='__main__':
    rs=rows(sys.argv[1]); table(rs)
    if len(sys.argv)>2:
        key=sys.argv[2]
        for r in sorted([r for r in rs if r.get(key) is not None],key=lambda r:r[key] if key not in('leak_out','loss') else -r[key])[:int(sys.argv[3]) if len(sys.argv)>3 else 25]: print(r['id'],r['kind'],'seen' if r['seen'] else '',r['group'],round(r[key],3),r['_worst'] if key=='leak_out' else '')
